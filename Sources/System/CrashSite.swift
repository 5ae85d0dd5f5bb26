import CCrash

/// Whom a signal is laid to that ends the process while a plugin's code runs.
///
/// The handler leaves the plugin's name behind for the next start, says one sentence, and writes the
/// details to a file; all of that is prepared here, since a handler can prepare nothing.
///
/// The proof for `@unchecked Sendable`: the bytes behind the pointer are written before anybody else
/// has it and never changed; they go away with the last reference, and a thread holds one as long as
/// it has the site entered.
@safe package final class CrashSite: @unchecked Sendable {
  private let site: OpaquePointer?

  /// `words` are said on standard error; `trail` takes the name, for plugins that are to be
  /// suspended; `report` takes the details.
  package init(plugin: String, words: String, trail: String?, report: String?) {
    unsafe site = crash_site_make(plugin, words, trail, report)
    crash_install()
  }

  deinit {
    if let site = unsafe site { unsafe crash_site_free(site) }
  }

  /// What ran on a thread before; its pointers are for the handler only.
  @safe package struct Mark {
    fileprivate let mark: crash_mark
  }

  /// The plugin's code runs on this thread from now on, in a lane of that name, until `leave`.
  package func enter(_ lane: StaticString) -> Mark {
    // A literal's characters stay where they are as long as the program runs.
    let name = unsafe UnsafeRawPointer(lane.utf8Start).assumingMemoryBound(to: CChar.self)
    return unsafe Mark(mark: crash_enter(site, name))
  }

  /// Nobody's code runs on this thread from now on, until `leave`.
  package static func pause() -> Mark { unsafe Mark(mark: crash_enter(nil, nil)) }

  /// What ran before runs again.
  package static func leave(_ mark: Mark) { unsafe crash_leave(mark.mark) }
}
