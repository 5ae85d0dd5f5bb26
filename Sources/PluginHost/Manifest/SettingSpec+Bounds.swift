import Kernel
import Lua
import Texts

/// Which of the values of its kind a setting may have.
extension SettingSpec {
  /// Reads what a declaration says of that, and notes what does not fit the kind.
  mutating func readBounds(from table: inout SpecTable) {
    if kind == .choice, choices.isEmpty { table.fail("choices", Text.tableMissingAll) }
    let isText = kind.isText
    let holdsChoices = of.first?.kind == .choice || of.isEmpty && [.list, .map].contains(kind)
    if !choices.isEmpty, kind != .choice, !isText, !holdsChoices {
      table.fail("choices", Text.settingChoicesOnly)
    }
    if let range = table.bounds("between", ofDurations: kind == .duration) { bounds = range }
    if bounds != nil, ![.integer, .number, .duration].contains(kind) {
      table.fail("between", Text.registrationNumbersOnly)
    }
    if let range = table.bounds("length") {
      length = Int(range.lowerBound)...Int(range.upperBound)
    }
    pattern = table.text("pattern")
    if length != nil, !isText { table.fail("length", Text.registrationTextsOnly) }
    if pattern != nil, !isText { table.fail("pattern", Text.registrationTextsOnly) }
  }

  /// Whether a value of the right kind is one of those that are allowed.
  func isWithinBounds(_ value: LuaValue) -> Bool {
    if let bounds {
      let number =
        kind == .duration ? Durations.milliseconds(value).map(Double.init) : value.number
      guard let number, bounds.contains(number) else { return false }
    }
    guard let text = value.text else { return true }
    if !choices.isEmpty, !choices.contains(text) { return false }
    if let length, !length.contains(text.count) { return false }
    return pattern.map { PatternBox().fits(text, pattern: $0) } ?? true
  }

  /// What a value is, where not every one of its kind will do; `nil` where it will.
  var bounded: Text? {
    if let bounds {
      let isDuration = kind == .duration
      func words(_ end: Double) -> any TextConvertible {
        guard let whole = Int64(exactly: end) else { return end }
        return isDuration ? TimeSpan(milliseconds: whole) : whole
      }
      return Text.settingBetween(
        wanted: FieldKind(rawValue: kind.rawValue)?.wanted ?? Text.valueNumber,
        least: words(bounds.lowerBound), most: words(bounds.upperBound))
    }
    if let pattern { return Text.settingForm(pattern: pattern) }
    if let length {
      return Text.settingLength(least: length.lowerBound, most: length.upperBound)
    }
    guard [.choice, .text, .longText].contains(kind), !choices.isEmpty else { return nil }
    return Text.valueOneOf(names: choices.joined(separator: ", "))
  }
}

extension SpecTable {
  /// The least and the most; of durations in milliseconds.
  mutating func bounds(_ key: String, ofDurations: Bool = false) -> ClosedRange<Double>? {
    read(key, Text.valueBounds) { value in
      let numbers = (value.items ?? []).compactMap { item in
        ofDurations ? Durations.milliseconds(item).map(Double.init) : item.number
      }
      guard numbers.count == 2, numbers[0] <= numbers[1], numbers.allSatisfy({ abs($0) < 1e15 })
      else { return nil }
      return numbers[0]...numbers[1]
    }
  }
}
