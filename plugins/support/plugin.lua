return {
  name = "support",
  version = "1.1.0",
  api = 1,
  summary = "Questions from customers: their life cycle, and the roles agent, manager and customer",
  license = "MIT",
  permissions = {},
  settings = {
    reopen_on_reply = { type = "boolean", default = true },
    -- The highest priority that customers give a ticket of their own.
    customer_priority = { type = "choice", choices = { "low", "normal", "high", "urgent" }, default = "normal" },
  },
}
