extension English {
  static let query = Section(
    "Queries",
    advice: "Correct the query at the column that the message names.",
    [
      "query.about_tickets": "it is about tickets, not about entries",
      "query.bad_placeholder": "the value of “${name}” {reason}",
      "query.bad_value": "“{value}” is no value for “{field}”: expected {expected}",
      "query.bare_placeholder": "a placeholder is a value: write field:{word} or text:{word}",
      "query.combine": "to combine, {right}; to search for “{word}”, put it in quotes",
      "query.combine_and": "write terms side by side",
      "query.combine_not": "write not:TERM",
      "query.computed_field":
        "field “{name}” is worked out when a ticket is shown, so it cannot be queried",
      "query.condition_fields_only": "a condition is about fields only",
      "query.condition_list": "a condition has no list",
      "query.condition_present": "a condition is about the ticket as it is",
      "query.costly_grants": """
      this takes too long to answer: most of it is spent on the {count} conditions by which the \
      roles {roles} show tickets; fewer conditions, or one with `or`, would do
      """,
      "query.costly_terms": """
      this takes too long to answer: most of it is spent on the query's own terms; use fewer of \
      them, or name a queue, a person or a time as well
      """,
      "query.empty_parentheses": "there is nothing in the parentheses",
      "query.empty_value": "is empty; write no:FIELD to ask for that",
      "query.entries_fields_only": "a question about entries is about fields only",
      "query.escape": "unknown escape: there are \\\" \\\\ \\n \\t and \\u{1F600}",
      "query.exclamation": "write not:TERM to negate; to search for “{word}”, quote it",
      "query.limit_number": "a number from 1 to 1000000",
      "query.list_for_one": "is a list, where one value is expected",
      "query.long_history":
        "the query looks through more than {limit} entries; narrow it with ticket:, action: or at:",
      "query.minus": "write not:{term} to negate",
      "query.needs_colon": "“{name}” is followed by a colon: {name}:…",
      "query.needs_sign":
        "“{value}” is a length of time: write +{value} for that long from now, -{value} for ago",
      "query.no_closing_parenthesis": "the closing parenthesis is missing",
      "query.no_closing_quote": "the closing quote is missing",
      "query.no_colon": "write {field}<VALUE or {field}:..VALUE, without the colon",
      "query.no_open_parenthesis": "there is no open parenthesis that this one closes",
      "query.no_order":
        "values of “{field}” are neither more nor less than others: write {field}:a,b for several",
      "query.no_range": "“{name}” takes no range; quote a text that has two dots",
      "query.no_space": "a space is missing before “{next}”",
      "query.no_such_field": "there is no field “{name}” {place}{hint}; the fields are {known}",
      "query.no_text": "is no text",
      "query.no_value": "a value is missing after “{field}”, as in {field}:a",
      "query.no_word": "“{text}” has no letter or digit to search for",
      "query.not_equals": "write {name}:VALUE, with a colon",
      "query.not_here": "{what} has no place here: {reason}",
      "query.not_what": "a term is missing after not:",
      "query.one_bound": "after {relation} there is one value, without range or comma",
      "query.one_group": "a query is grouped by one field",
      "query.one_limit": "a query has one limit",
      "query.or_sides": "“or” needs a term on both sides",
      "query.other_kind": "is of kind {kind}, but “{field}” is {own}",
      "query.place_empty": "to be empty",
      "query.place_group": "to group by",
      "query.place_sort": "to sort by",
      "query.placeholder": "“${name}”",
      "query.placeholder_name": "a name is missing after $",
      "query.quoted": "“{what}”",
      "query.range_end": "a range needs an end: {field}:a.., {field}:..b or {field}:a..b",
      "query.rank_without_text": "sort:rank needs a text to search for",
      "query.search_for": "a search for “{text}”",
      "query.sort_list": "a list of values cannot be sorted by",
      "query.too_deep": "a query is nested at most 50 deep",
      "query.too_long": "a query has at most 64 KB",
      "query.too_many": "a query has at most 1,000 terms and values",
      "query.too_many_words": """
      more than {most} words to search for in one query
      """,
      "query.unbound": "“{name}:” is not bound to values",
      "query.unfit": "does not fit “{field}”, which is of kind {kind}",
      "query.unknown_field":
        "unknown field “{name}”{hint}; to search for the text itself, put it in quotes",
      "query.unknown_name": "unknown {field} “{name}”{hint}{known}",
      "query.unknown_person": "unknown person “{name}”{hint}",
      "query.unknown_placeholder": "no value is given for “${name}”{hint}",
      "query.wants_boolean": "true or false",
      "query.wants_day": "a day, such as 2026-01-31, now, or +3d",
      "query.wants_duration": "a duration, such as 90m, 4h, 10d or 2w",
      "query.wants_integer": "a whole number",
      "query.wants_number": "a number, such as 1.5",
      "query.wants_ticket": "the number of a ticket, such as 7",
      "query.whole_query":
        "it is about the whole query, so it stands outside of parentheses and not:",
      "query.word": "“{word}:”",
      "query.write_not": "write not:{name}:VALUE",
      "query.write_range":
        "beside assignments write a range, as {field}:..VALUE or {field}:VALUE..",
    ])
}
