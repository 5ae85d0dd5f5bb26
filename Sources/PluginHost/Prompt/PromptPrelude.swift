/// What a prompt finds in Lua beside the API: rows of tickets and entries to be mapped, filtered,
/// grouped and counted, names such as `t42`, and how values are described to whoever shows them.
///
/// It is Lua of the host's own, run in the sandbox with the budget of the line that uses it. A
/// description is a plain list whose first item says what it is; what the kernel made goes as it is.
enum PromptPrelude {
  static let chunk = "prompt"

  /// One chunk: what a part makes local, those behind it know.
  static let source = [rows, groups, descriptions, names].joined(separator: "\n")
}
