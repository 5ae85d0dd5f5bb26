import Texts

/// A search through earlier inputs while the words are typed, as Ctrl-R begins it.
struct HistorySearch {
  /// What a key does to a search.
  enum Step: Equatable {
    case goesOn
    /// What was found stays in the line.
    case ends
    /// What was found stays, and the key is taken as ever.
    case endsBefore(Key)
    /// What stood in the line before comes back.
    case isCancelled
  }

  /// What stood in the line before.
  let draft: LineState
  /// What is found.
  private(set) var found: LineState
  private var words = ""
  private var hasFailed = false
  private var place: Int

  init(from draft: LineState, inputs: [String]) {
    self.draft = draft
    found = draft
    place = inputs.count
  }

  /// What stands before the line meanwhile.
  var prompt: String {
    (hasFailed ? Text.editorSearchFailed(words: words) : Text.editorSearch(words: words))
      .description
  }

  mutating func take(_ key: Key, _ inputs: [String]) -> Step {
    switch key {
    case .character("\u{12}"): older(inputs)
    case .character("\u{8}"), .character("\u{7F}"): erase(inputs)
    case .character("\u{3}"), .character("\u{7}"): return .isCancelled
    case .character("\u{1B}"): return .ends
    case .character(let letter) where letter.value >= 0x20: type(letter, inputs)
    case .paste(let paste):
      for letter in paste.text.unicodeScalars.prefix(while: { $0 != "\n" }) { type(letter, inputs) }
    default: return .endsBefore(key)
    }
    return .goesOn
  }

  private mutating func type(_ letter: Unicode.Scalar, _ inputs: [String]) {
    words.unicodeScalars.append(letter)
    find(from: min(place, inputs.count - 1), inputs)
  }

  /// Takes the last letter back, and searches anew.
  private mutating func erase(_ inputs: [String]) {
    guard !words.isEmpty else { return }
    words.unicodeScalars.removeLast()
    place = inputs.count
    found = draft
    hasFailed = false
    if !words.isEmpty { find(from: inputs.count - 1, inputs) }
  }

  private mutating func older(_ inputs: [String]) {
    if !words.isEmpty { find(from: place - 1, inputs, not: found.text) }
  }

  private mutating func find(from start: Int, _ inputs: [String], not shown: String? = nil) {
    for place in stride(from: start, through: 0, by: -1) where inputs[place] != shown {
      let input = inputs[place]
      guard let match = input.firstRange(of: words) else { continue }
      self.place = place
      let cursor = input.unicodeScalars.distance(from: input.startIndex, to: match.lowerBound)
      found = LineState(input, cursor: cursor)
      hasFailed = false
      return
    }
    hasFailed = true
  }
}
