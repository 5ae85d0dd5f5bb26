return {
  ["role.{{word}}"] = "{{title}}",
  ["channel.{{word}}"] = "{{title}}",
  ["field.url"] = "Address of the server",
  ["subscription.{{name}}:replies"] = "Ticket {id}: {subject}",
}
