extension English {
  static let doctor = Section(
    "What the doctor finds",
    advice: "Do what the finding says; docket help doctor tells more.",
    [
      "doctor.bulk": "{name} was begun at {begun}, and {reached} of {total} tickets are done",
      "doctor.bulk_remedy":
        "docket update --resume {name} goes on with it, docket update --abandon {name} gives it up",
      "doctor.grant": "role {role}, {permission}",
      "doctor.idle": "its condition asks for what is not there: {problem}",
      "doctor.idle_remedy": "correct the condition, or bring back what it names",
      "doctor.subscription": "subscription {key}",
      "doctor.view": "view {name}",
    ])
}
