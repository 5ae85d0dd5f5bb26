-- Plugins that go well together, for `docket init --with NAME`; settings are those of the new desk.

return {
  {
    name = "support-desk",
    summary = "A support team: queues, types, answers to choose from, conversations, forms for calls, letters and monitoring, plain and explained closes",
    plugins = {
      "support", "close-reasons", "inbox", "round-robin", "actions", "templates", "conversations", "intake",
    },
    settings = {
      -- Beside `explain`, which wants a reason, a comment and a root cause, there is a plain close.
      ["close-reasons"] = { required = "when explained" },
    },
  },
}
