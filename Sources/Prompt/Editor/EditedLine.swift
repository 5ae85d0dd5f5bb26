import System
import Texts

/// How the reading of one line ended.
enum LineEnd {
  case entered
  case interrupted
  case ended
  case hungUp
  /// The program is to be stopped, alone or with all that share the terminal's foreground.
  case suspended(withGroup: Bool)
  /// Another program's wish that this one end at once, with an image of its memory.
  case quit
  /// The line now begins with the lines of the input before it, and is to be shown anew.
  case reopened
  /// The line is to be shown anew, after these words.
  case again(words: String?)
}

/// The line in which somebody types.
final class EditedLine {
  /// What is put into the line by the character that stands for it.
  private enum Filling {
    case nothing
    case whole(LineState)
    /// The words are to be said then.
    case insertion(String, words: String?)
  }

  /// What is to be done as soon as libedit has shown the line with its cursor at the end.
  private enum Step {
    case leave(LineEnd)
    case list([Completion.Candidate])
    case reopen
  }

  let libedit: Libedit
  let history: InputHistory
  private let setup: LineEditor.Setup
  private var reader = KeyReader()
  private var input: TerminalInput?

  /// The lines of the input that are finished already, each with its line end.
  private var before = ""
  /// How many rows of the terminal those take.
  private var rowsBefore = 0
  private var prompt = ""
  private var queue: [UInt32] = []
  private var putBack: Key?
  private var filling = Filling.nothing
  private var step: Step?
  private var end = LineEnd.entered
  /// The line that the next reading begins with.
  private var kept = LineState()
  private var recall = InputRecall()
  private var search: HistorySearch?
  private var completed: LineState?

  init(libedit: Libedit, history: InputHistory, setup: LineEditor.Setup) {
    self.libedit = libedit
    self.history = history
    self.setup = setup
    libedit.keys = self
  }

  private var state: LineState { LineState(libedit.text, cursor: libedit.cursor) }

  /// Reads a line, which begins with what was kept; `before` are the lines of the input before it.
  func read(prompt: Prompt, before: String, from input: TerminalInput) -> LineEnd {
    self.input = input
    defer { self.input = nil }
    self.before = before
    self.prompt = prompt.marked
    end = .hungUp
    (search, completed, step) = (nil, nil, nil)
    recall = InputRecall()
    queue = []
    if kept != LineState() { fill(.whole(kept)) }
    if libedit.read(prompt: self.prompt) { end = .entered }
    if case .entered = end {
      rowsBefore = (before.isEmpty ? 0 : rowsBefore) + rows(of: text) + 1
      kept = LineState()
    }
    return end
  }

  /// The line that was entered.
  var text: String {
    let text = libedit.text
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  /// Forgets what the line would go on with.
  func drop() { kept = LineState() }

  private func fill(_ filling: Filling) {
    self.filling = filling
    queue.append(SpecialKey.fill)
  }

  /// Has the cursor shown at the end, and does something then.
  private func atEnd(_ step: Step) -> LineAnswer {
    kept = state
    libedit.cursor = libedit.count
    self.step = step
    return .redraw
  }
}

extension EditedLine: LineKeys {
  func nextCharacter() -> UInt32? {
    while true {
      if let code = queue.first {
        queue.removeFirst()
        return code
      }
      if let step = step.take() {
        end = take(step)
        return nil
      }
      guard let key = putBack.take() ?? input.map({ reader.next($0) }) else { return nil }
      if let search {
        take(key, searching: search)
      } else if let end = take(key) {
        self.end = end
        return nil
      }
    }
  }

  /// Queues what libedit is to get for a key; how the reading ends, if the key ends it.
  private func take(_ key: Key) -> LineEnd? {
    switch key {
    case .character(let scalar): queue.append(scalar.value)
    case .special(let special, _) where libedit.hasViKeys: queue.append(special.code)
    case .special(_, let sequence): queue += sequence.map(UInt32.init)
    case .paste(let paste):
      let words = paste.isCut ? Text.editorLongPaste.description : nil
      fill(.insertion(paste.text, words: words))
    case .signal(let signal): return take(signal)
    case .ended: return .hungUp
    }
    return nil
  }

  private func take(_ signal: TerminalInput.Signal) -> LineEnd? {
    switch signal {
    case .hangUp, .terminate: return .hungUp
    case .quit: return .quit
    case .interrupt: _ = atEnd(.leave(.interrupted))
    case .suspend: _ = atEnd(.leave(.suspended(withGroup: false)))
    case .resize, .resume:
      kept = state
      eraseRows()
      libedit.resize()
      return .again(words: nil)
    }
    queue.append(SpecialKey.fill)
    return nil
  }

  private func take(_ step: Step) -> LineEnd {
    switch step {
    case .leave(let end): return end
    case .reopen:
      let state = state
      eraseRows(and: rowsBefore)
      // The cursor goes to the line before.
      let above = LineState(before + state.text, cursor: before.unicodeScalars.count + state.cursor)
      kept = LineState(above.text, cursor: TextRows(above).above ?? above.cursor)
      return .reopened
    case .list(let candidates):
      let list = CompletionList(candidates, look: setup.look)
      putBack = list.show { input.map { reader.next($0) } ?? .ended }
      return .again(words: nil)
    }
  }

  /// Moves to where the prompt begins, and erases from there: a terminal that has another width
  /// now breaks the lines that it shows at other places.
  private func eraseRows(and more: Int = 0) {
    let rows = rows(of: state.beginning) + more
    Screen.show("\r" + (rows > 0 ? "\u{1B}[\(rows)A" : "") + "\u{1B}[J")
  }

  /// How many rows lie between the beginning of the prompt and the end of that text behind it.
  private func rows(of text: String) -> Int {
    let columns = StandardStream.output.size?.columns ?? 80
    return Prompt.rows(of: Prompt.shown(prompt) + text.unicodeScalars, columns: columns)
  }

  func run(_ command: LineCommand) -> LineAnswer {
    switch command {
    case .fill: return putIn()
    case .complete: return complete()
    case .previous: return previous()
    case .next: return show(recall.down(from: state, history.inputs))
    case .search: return beginSearch()
    case .lineBreak: libedit.insert("\n")
    case .lineBegin: libedit.cursor = TextRows(state).bounds.start
    case .lineEnd: libedit.cursor = TextRows(state).bounds.end
    case .deleteOrEnd: return deleteOrEnd()
    case .interrupt: return atEnd(.leave(.interrupted))
    case .suspend: return atEnd(.leave(.suspended(withGroup: true)))
    }
    return .redraw
  }

  private func putIn() -> LineAnswer {
    defer { filling = .nothing }
    switch filling {
    case .nothing: break
    case .whole(let state): put(state)
    case .insertion(let text, let words):
      libedit.insert(text)
      if let words { return atEnd(.leave(.again(words: words))) }
    }
    return .redraw
  }

  private func put(_ state: LineState) {
    if state.text != libedit.text { libedit.replace(0..<libedit.count, with: state.text) }
    libedit.cursor = state.cursor
  }

  private func deleteOrEnd() -> LineAnswer {
    let (count, cursor) = (libedit.count, libedit.cursor)
    if count == 0 { return before.isEmpty ? atEnd(.leave(.ended)) : .bell }
    guard cursor < count else { return .bell }
    libedit.replace(cursor..<(cursor + 1), with: "")
    return .redraw
  }
}

extension EditedLine {
  private func previous() -> LineAnswer {
    let state = state
    // Above the first row are the lines that the input has already: they are taken back.
    guard before.isEmpty || recall.isWalking(at: state) || TextRows(state).above != nil else {
      step = .reopen
      return .redraw
    }
    return show(recall.up(from: state, history.inputs))
  }

  private func show(_ state: LineState?) -> LineAnswer {
    guard let state else { return .bell }
    put(state)
    return .redraw
  }

  private func beginSearch() -> LineAnswer {
    let search = HistorySearch(from: state, inputs: history.inputs)
    libedit.setPrompt(search.prompt)
    self.search = search
    return .redraw
  }

  private func take(_ key: Key, searching search: HistorySearch) {
    var search = search
    switch search.take(key, history.inputs) {
    case .goesOn:
      self.search = search
      libedit.setPrompt(search.prompt)
      return fill(.whole(search.found))
    case .ends: fill(.nothing)
    case .endsBefore(let key):
      fill(.nothing)
      putBack = key
    case .isCancelled: fill(.whole(search.draft))
    }
    self.search = nil
    libedit.setPrompt(prompt)
  }

  private func complete() -> LineAnswer {
    let state = state
    let whole = before + state.text
    let start = before.unicodeScalars.count
    let cursor = whole.unicodeScalars.index(whole.startIndex, offsetBy: start + state.cursor)
    let completion = setup.complete(whole, cursor)
    let range = completion.scalars(in: whole)
    // What is on an earlier line cannot be replaced any more.
    guard !completion.candidates.isEmpty, range.lowerBound >= start else { return .bell }
    if let text = completion.insertion(in: whole) {
      libedit.replace((range.lowerBound - start)..<(range.upperBound - start), with: text)
      completed = self.state
      return completion.candidates.count == 1 ? .redraw : .bell
    }
    guard completion.candidates.count > 1, completed == state else {
      completed = state
      return .bell
    }
    return atEnd(.list(completion.candidates))
  }
}
