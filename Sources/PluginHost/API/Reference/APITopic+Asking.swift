/// What functions are given that answer somebody who asks, or who answers.
extension APITopic {
  static let report = APITopic(
    "report",
    """
    what run of docket.report is given; docket.tickets looks at the tickets of its query alone, as far \
    as who asks may see them
    """,
    [
      .init("params", .table, "what it takes, with the defaults"),
      .init("query", .text, "the tickets that it is about, as it was typed"),
      .init("since", .time, "where the period begins, or nil"),
      .init("till", .time, "the first moment behind the period, or nil"),
      .init("now", .time, "when it is made"), .init("person", .text, "who asks"),
    ])

  static let form = APITopic(
    "form",
    """
    what each of docket.form is given beside the answers; docket.tickets and the others read as far \
    as who answers may see
    """,
    [
      .init("person", .text, "who answers"), .init("now", .time, "when"),
      .init("dry_run", .boolean, "whether nothing will come of it"),
    ])
}
