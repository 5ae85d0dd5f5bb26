/// Which names mean what at one place of a text, and what is wrong with jumps.
///
/// Names are found in constant time, however many stand around them.
struct Scope {
  /// A function whose body is being read.
  private struct Open {
    let id: Function.ID
    var blocks: [Level] = []
    /// The labels of all its blocks.
    var labels: Set<String> = []
    /// Variables that count, hidden ones of loops among them.
    var active = 0
    /// The same with those that are declared and do not count yet.
    var declared = 0
  }

  /// A block that is being read.
  private struct Level {
    let isLoop: Bool
    /// How many variables counted where it began.
    let active: Int
    var names: [Variable.ID] = []
    var labels: [String] = []
    var jumps: [Jump] = []
  }

  /// A `goto` whose label is still to come.
  private struct Jump {
    let label: String
    let place: Place
    var active: Int
  }

  /// The most variables that a function may have at once, and the most of functions around it.
  static let variableLimit = 200
  static let upvalueLimit = 255

  private var functions: [Open] = []
  private var byName: [String: [Variable.ID]] = [:]
  /// Names of variables by their numbers.
  private var names: [String] = []

  private var last: Int { functions.count - 1 }
  private var lastLevel: Int { functions[last].blocks.count - 1 }

  /// The function whose code is being read.
  var function: Function.ID { functions[last].id }

  mutating func begin(_ function: Function.ID) {
    functions.append(Open(id: function))
    beginBlock()
  }

  mutating func endFunction() throws(SyntaxError) {
    try endBlock()
    functions.removeLast()
  }

  mutating func beginBlock(isLoop: Bool = false) {
    functions[last].blocks.append(Level(isLoop: isLoop, active: functions[last].active))
  }

  mutating func endBlock() throws(SyntaxError) {
    let level = functions[last].blocks.removeLast()
    for id in level.names.reversed() { byName[names[id.index]]?.removeLast() }
    functions[last].labels.subtract(level.labels)
    functions[last].active = level.active
    functions[last].declared = level.active
    var waiting = level.jumps
    if level.isLoop { waiting.removeAll { $0.label == Scope.exit } }
    guard lastLevel >= 0 else {
      if let jump = waiting.first { throw SyntaxError(.jump, at: jump.place) }
      return
    }
    for index in waiting.indices {
      waiting[index].active = min(waiting[index].active, level.active)
    }
    functions[last].blocks[lastLevel].jumps += waiting
  }

  /// Makes room for a variable, which counts only from `activate` on.
  mutating func declare(at place: Place, hidden: Bool = false) throws(SyntaxError) {
    functions[last].declared += 1
    guard functions[last].declared <= Scope.variableLimit else {
      throw SyntaxError(.tooMany, at: place)
    }
    if hidden { functions[last].active += 1 }
  }

  /// Lets a variable that was declared count.
  mutating func activate(_ id: Variable.ID, named name: String) {
    register(id, name)
    functions[last].active += 1
    functions[last].blocks[lastLevel].names.append(id)
  }

  /// Lets the chunk's own `_ENV` be found.
  mutating func activateEnvironment(_ id: Variable.ID, named name: String) {
    register(id, name)
  }

  private mutating func register(_ id: Variable.ID, _ name: String) {
    while names.count <= id.index { names.append("") }
    names[id.index] = name
    byName[name, default: []].append(id)
  }

  /// The variable that a name means here; `nil` where it is a global.
  func variable(_ name: String) -> Variable.ID? { byName[name]?.last }
}

extension Scope {
  /// What `break` leads to.
  private static let exit = "break"

  mutating func addBreak(at place: Place) {
    addJump(Scope.exit, at: place)
  }

  mutating func addGoto(_ label: String, at place: Place) {
    guard !hasLabel(label) else { return }
    addJump(label, at: place)
  }

  private mutating func addJump(_ label: String, at place: Place) {
    functions[last].blocks[lastLevel].jumps.append(
      Jump(label: label, place: place, active: functions[last].active))
  }

  /// Adds a label; behind the last statement of a block its variables do not count any more.
  mutating func addLabel(_ label: String, at place: Place, isLast: Bool) throws(SyntaxError) {
    guard !hasLabel(label) else { throw SyntaxError(.jump, at: place) }
    let (function, block) = (last, lastLevel)
    let active =
      isLast ? functions[function].blocks[block].active : functions[function].active
    for jump in functions[function].blocks[block].jumps
    where jump.label == label && jump.active < active {
      throw SyntaxError(.jump, at: jump.place)
    }
    functions[function].blocks[block].jumps.removeAll { $0.label == label }
    functions[function].blocks[block].labels.append(label)
    functions[function].labels.insert(label)
  }

  private func hasLabel(_ label: String) -> Bool { functions[last].labels.contains(label) }
}
