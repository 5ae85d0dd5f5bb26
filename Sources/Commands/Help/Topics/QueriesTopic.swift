import Display
import Kernel

extension HelpTopic {
  /// The query language.
  static let queries = HelpTopic("queries", "how to ask for tickets, in lists, views and rules") {
    [
      .text(
        "A query is terms, all of which must hold. Lists, views, bulk changes, grants and the"
          + " conditions of plugins are written in it."),
      .table([
        ("FIELD:VALUE", "the field has the value; docket help fields lists the fields"),
        ("FIELD:a,b", "one of several values"),
        ("FIELD:a..b", "from a up to b; a.. and ..b are open at one end"),
        ("FIELD<a  FIELD>=a", "the same with signs, which a shell wants in quotes"),
        ("is:CATEGORY", "is now \(HelpTopic.categories)"),
        ("was:CATEGORY", "has been so at any time"),
        ("no:FIELD  has:FIELD", "the field is empty, or is not"),
        ("not:TERM", "the term does not hold: not:tag:spam"),
        ("(A or B)", "one of them holds"),
        ("word  \"some words\"", "the texts contain it: subject, body, messages; text:word too"),
        ("print*  *printer  *print*", "a word that begins or ends so, or has it inside"),
        ("#3  #3,#7", "the tickets of those numbers, which a shell wants in quotes"),
        ("subject:word  body:word", "the subject or the body contains it, as above"),
        ("subject:=\"some words\"", "it is these words and no others; subject:!= for all others"),
        ("me", "whoever asks, where a person is wanted"),
        ("requester.FIELD:VALUE", "the requester's field has the value; assignee.FIELD as well"),
        ("me.FIELD", "what whoever asks has in a field of people; an empty one fits nothing"),
        ("stage.changed:..-7d", "entered its stage before that time"),
        ("due:friday  created:last-week", "days and periods as docket help times has them"),
        ("closed:2026  closed:2026-01", "in that year, in that month; 2026-W05 for a week"),
      ]),
      .heading("Order, groups and number"),
      .table([
        ("sort:FIELD,-FIELD", "the order; a minus turns one around; sort:rank by relevance"),
        ("group:FIELD", "counts for each value; group:FIELD,FIELD for the values of both"),
        ("group:created.week", "counts for each week of a time; day, month and year as well"),
        ("limit:N", "no more than N tickets, or groups"),
        ("columns:FIELD,FIELD", "the fields that a list shows"),
      ]),
      .text(
        "Discarded tickets are left out unless the query asks for them. A word finds the texts that"
          + " have it, whatever its case and accents, newest first. Chinese, Japanese, Korean, Thai and"
          + " other scripts that do not set words apart are searched letter by letter. Texts are sorted"
          + " whatever their case and accents. What you may not see is not found, and a field that is"
          + " hidden from you is an unknown one."),
      .heading("Examples"),
      .examples([
        "docket list is:open assignee:me",
        "docket list queue:billing priority:high.. sort:-priority,due",
        "docket list \"on fire\" created:-7d..",
        "docket list 'text:\"does not boot\" (tag:laptop or tag:printer) no:assignee'",
        "docket list due:..+2d not:tag:spam",
        "docket list 'priority>=high due<now'",
        "docket list was:closed is:open stage.changed:-7d..",
        "docket list is:closed sort:-closed limit:20",
        "docket list 'print*' created:last-month",
        "docket list is:closed group:closed.month,queue",
        "docket view save colleagues requester.organization:me.organization",
        "docket view save new is:open columns:id,subject,requester sort:-created",
      ]),
    ]
  }

  static let categories = Category.allCases.map(\.rawValue).joined(separator: ", ")
}
