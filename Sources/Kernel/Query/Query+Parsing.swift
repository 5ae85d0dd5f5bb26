import Texts

extension Query {
  /// Reads a query and checks every field and value in it.
  ///
  /// - Parameters:
  ///   - text: The query; an empty one asks for everything.
  ///   - schema: The fields that the asker may name.
  ///   - context: Where the query stands.
  ///   - values: What `$name` stands for. A text is read as if it were written there in quotes, a
  ///     number for a moment is in seconds since 1970, a list is all of its elements.
  ///   - people: How names of people are resolved.
  ///   - zone: Whose clock times without a zone are on.
  /// - Throws: `QueryError` with the column of the first thing that is wrong.
  package init(
    parsing text: String, schema: QuerySchema, context: QueryContext = .list,
    values: [String: Value] = [:], people: QueryPeople, zone: Zone,
  ) throws(QueryError) {
    guard text.utf8.count <= 65_536 else {
      throw .syntax(Text.queryTooLong, column: 1)
    }
    let operands = OperandReader(
      schema: schema, context: context, values: values, people: people, zone: zone)
    var parser = QueryParser(text, schema: schema, context: context, operands: operands)
    self = try parser.query()
  }
}
