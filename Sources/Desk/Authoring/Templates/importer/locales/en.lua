return {
  ["field.{{word}}_number"] = "{{title}}: number",
}
