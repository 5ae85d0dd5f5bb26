extension English {
  static let spec = Section(
    "Specs of plugins",
    advice: "Correct the plugin, or the case that expects otherwise.",
    [
      "spec.advance": "desk:advance: wants a duration, got {got}",
      "spec.case_twice": "spec.case: there is a case of that name already: {name}",
      "spec.data": "data {name}",
      "spec.field": "field {name}",
      "spec.nested": "spec.case: a case cannot hold another",
      "spec.no_case": "desk:{name} works inside a case only",
      "spec.no_error": "spec.raises: it raises no error",
      "spec.not_equal": "spec.equal: {left} is not {right}",
      "spec.other_cases": "declares other cases each time it runs",
      "spec.other_error": "spec.raises: it raises another error: {problem}",
      "spec.other_field": "spec.refused: not for the field `{field}`, but: {problem}",
      "spec.outside": "spec.case belongs in spec.lua",
      "spec.person": "the person {unknown}",
      "spec.refused": "{path}: refused: {problem}",
      "spec.requires": "requires the plugin {name}, which {unknown}",
      "spec.state": "state {key}",
      "spec.subscribe": "desk:subscribe: {problem}",
      "spec.was_done": "spec.refused: it was done",
      "spec.was_refused": "spec.done: it was refused: {problem}",
    ])
}
