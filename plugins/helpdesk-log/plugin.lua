return {
  name = "helpdesk-log",
  version = "1.0.0",
  api = 1,
  summary = "Cases of a help desk's process log: their life cycle and fields",
  license = "MIT",
  permissions = {},
}
