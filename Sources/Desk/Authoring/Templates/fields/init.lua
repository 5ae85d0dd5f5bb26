-- The top level runs when the desk loads the plugin, and only registers. `docket help api docket.field`
-- lists what a field can be; conditions are queries, as `docket help queries` explains them.

docket.field{
  name = "{{word}}",
  type = "choice",
  choices = { "low", "medium", "high" },
  -- Whoever raises a ticket to high or urgent says this with it.
  required_if = "priority:high..",
}

docket.field{
  name = "{{word}}_note",
  type = "text",
  length = { 1, 200 },
  -- Other tickets do not show it.
  show_if = "has:{{word}}",
}
