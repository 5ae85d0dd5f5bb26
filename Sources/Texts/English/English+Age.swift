extension English {
  /// Lengths of time beside a moment.
  static let age = Section(
    "How long ago",
    [
      "age.days": "{count} d",
      "age.hours": "{count} h",
      "age.minutes": "{count} min",
      "age.months": "{count} mo",
      "age.now": "just now",
      "age.past": "{length} ago",
      "age.to_come": "in {length}",
      "age.years": "{count} y",
    ])
}
