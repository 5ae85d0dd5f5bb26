/// A place in a query's text where a field or a value of one is named.
struct QueryMention: Equatable {
  enum Named: Equatable {
    case field(String)
    /// A value of a field, by the field's own name.
    case value(String, of: QueryField)
  }

  let named: Named
  /// Where it stands, by scalars.
  let place: Range<Int>
}

extension QueryParser {
  /// Notes where a name stands, for who asked to know.
  mutating func mention(_ named: QueryMention.Named, at place: Range<Int>) {
    mentions?.append(QueryMention(named: named, place: place))
  }

  /// Notes the values written after a field; `$name` names a field where no value has that name.
  mutating func mention(_ written: QueryScanner.WrittenMatch, of field: QueryField) {
    let values =
      switch written {
      case .single(let value): [value]
      case .range(let lower, let upper, _): [lower, upper].compactMap(\.self)
      }
    for value in values {
      guard value.form == .placeholder else {
        if value.form == .bare, schema.mine(named: value.text) != nil {
          mention(.field(value.text), at: value.place)
          continue
        }
        mention(.value(value.text, of: field), at: value.place)
        continue
      }
      guard operands.values[value.text] == nil else { continue }
      mention(.field(value.text), at: value.place.dropFirst())
    }
  }
}

extension Query {
  /// Where a query names fields and values of theirs, in the order in which they stand.
  ///
  /// Throws as reading the query does.
  static func mentions(
    in text: String, schema: QuerySchema, context: QueryContext, people: QueryPeople,
  ) throws(QueryError) -> [QueryMention] {
    let operands = OperandReader(
      schema: schema, context: context, values: [:], people: people, zone: .utc)
    var parser = QueryParser(text, schema: schema, context: context, operands: operands)
    parser.mentions = []
    _ = try parser.query()
    return parser.mentions ?? []
  }
}
