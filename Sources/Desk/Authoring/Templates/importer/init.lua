-- What the rows bring that a ticket does not have by itself. The rows come in through `import.lua`.

docket.field{
  name = "{{word}}_number",
  type = "text",
  length = { 1, 100 },
  -- It is the source's: nobody edits it by hand.
  edit = "{{name}}.edit",
}
