/// Goes up and down the lines of a text, and beyond them to other inputs.
struct InputRecall {
  private var walk: HistoryWalk?
  private var walked = LineState()

  /// Whether an input has just been called back and is not changed.
  func isWalking(at state: LineState) -> Bool { walk != nil && state == walked }

  /// A line higher, from the first one to an earlier input that begins with what stands before the
  /// cursor; `nil` if there is none.
  ///
  /// Whoever has just come to an input goes on to the next, also if it has several lines.
  mutating func up(from state: LineState, _ inputs: [String]) -> LineState? {
    if !isWalking(at: state), let cursor = TextRows(state).above {
      return LineState(state.text, cursor: cursor)
    }
    if walk?.shown != state.text {
      walk = HistoryWalk(from: state.text, beginning: state.beginning, inputs: inputs)
    }
    return show(walk?.previous(inputs))
  }

  /// A line lower, from the last one to a later input, in the end to what was typed; `nil` if that
  /// is shown already.
  mutating func down(from state: LineState, _ inputs: [String]) -> LineState? {
    if !isWalking(at: state), let cursor = TextRows(state).below {
      return LineState(state.text, cursor: cursor)
    }
    guard walk?.shown == state.text else { return nil }
    return show(walk?.next(inputs))
  }

  private mutating func show(_ input: String?) -> LineState? {
    guard let input else { return nil }
    walked = LineState(input)
    return walked
  }
}

/// A walk through earlier inputs that begin with what was typed.
struct HistoryWalk {
  /// What stood in the line before the walk.
  let draft: String
  /// What the inputs begin with.
  let beginning: String
  /// What stands in the line now.
  private(set) var shown: String
  private var place: Int

  init(from draft: String, beginning: String, inputs: [String]) {
    self.draft = draft
    self.beginning = beginning
    shown = draft
    place = inputs.count
  }

  /// The next older input that begins so and is another one; `nil` if there is none.
  mutating func previous(_ inputs: [String]) -> String? {
    go(inputs[..<place].indices.reversed(), inputs)
  }

  /// The next newer one, in the end the draft; `nil` if that is shown already.
  mutating func next(_ inputs: [String]) -> String? {
    guard place < inputs.count else { return nil }
    if let text = go(inputs.indices[(place + 1)...], inputs) { return text }
    place = inputs.count
    shown = draft
    return draft
  }

  private mutating func go(_ places: some Sequence<Int>, _ inputs: [String]) -> String? {
    for place in places where inputs[place].hasPrefix(beginning) && inputs[place] != shown {
      self.place = place
      shown = inputs[place]
      return shown
    }
    return nil
  }
}
