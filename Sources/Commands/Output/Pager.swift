import Glibc
import Kernel

/// Another program that shows long output a screen at a time.
struct Pager {
  private let words: [String]

  /// The one that `$DOCKET_PAGER`, else `$PAGER` names, else `less`; `nil` where it is `cat`.
  init?() {
    let chosen = SystemCalls.environment("DOCKET_PAGER") ?? SystemCalls.environment("PAGER")
    words = ShellWords(chosen ?? "less -FRX").words
    if words.isEmpty || words == ["cat"] { return nil }
  }

  /// Shows the lines, and waits until whoever reads them has seen enough.
  ///
  /// Returns `false`, and has shown nothing, where there is no such program.
  func show(_ lines: [String]) -> Bool {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { return false }
    guard let process = start(reading: ends[0], notKeeping: ends[1]) else {
      for end in ends { close(end) }
      return false
    }
    close(ends[0])
    // From here on the keyboard's signals are the pager's business, and so is its early end.
    for number in [SIGPIPE, SIGINT, SIGQUIT] { _ = signal(number, SIG_IGN) }
    feed(lines, to: ends[1])
    close(ends[1])
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    // 127 is what a program ends with that could not be started.
    return (status >> 8) & 0xFF != 127
  }

  /// Writes all lines, or as many as are wanted: quitting early is no error.
  private func feed(_ lines: [String], to descriptor: Int32) {
    for line in lines {
      do {
        try SystemCalls.write(Array((line + "\n").utf8), to: descriptor)
      } catch {
        return
      }
    }
  }

  private func start(reading end: Int32, notKeeping other: Int32) -> pid_t? {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, end, 0)
    unsafe posix_spawn_file_actions_addclose(&actions, end)
    unsafe posix_spawn_file_actions_addclose(&actions, other)
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var variables = unsafe SystemCalls.variables().map { unsafe strdup($0) } + [nil]
    defer { unsafe variables.forEach { unsafe free($0) } }
    var process: pid_t = 0
    guard unsafe posix_spawnp(&process, words[0], &actions, nil, &arguments, &variables) == 0 else {
      return nil
    }
    return process
  }
}
