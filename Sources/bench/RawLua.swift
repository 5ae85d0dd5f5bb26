import CLua

/// Lua used through its C interface alone: the floor of what calling a hook costs.
@safe final class RawLua {
  private let state: OpaquePointer

  /// Loads a chunk that returns a function of one argument.
  init(function code: String, withLibraries: Bool = false) throws {
    guard let state = unsafe luaL_newstate() else { throw BenchError("no memory for Lua") }
    unsafe self.state = state
    if withLibraries { unsafe luaL_openlibs(state) }
    guard unsafe luaL_loadstring(state, code) == LUA_OK,
      unsafe lua_pcallk(state, 0, 1, 0, 0, nil) == LUA_OK
    else { throw BenchError("Lua does not run: \(code)") }
  }

  deinit {
    unsafe lua_close(state)
  }

  /// KiB that it holds, as it counts them itself.
  func memory() throws -> Double {
    guard unsafe luaL_loadstring(state, "return collectgarbage('count')") == LUA_OK,
      unsafe lua_pcallk(state, 0, 1, 0, 0, nil) == LUA_OK
    else { throw BenchError("Lua does not count its memory") }
    defer { unsafe lua_settop(state, -2) }
    return unsafe lua_tonumberx(state, -1, nil)
  }

  /// Calls the function so many times, each time with a new table that has a ticket's fields.
  func call(_ count: Int) throws {
    for _ in 0..<count {
      unsafe lua_pushvalue(state, 1)
      pushTicket()
      guard unsafe lua_pcallk(state, 1, 0, 0, 0, nil) == LUA_OK else {
        throw BenchError("the function failed")
      }
    }
  }

  private static let texts: [StaticString] = [
    "type", "subject", "body", "queue", "stage", "category", "priority", "requester", "assignee",
    "source", "close_reason",
  ]
  private static let numbers: [StaticString] = [
    "id", "created", "updated", "due", "version", "parent", "wake",
  ]
  private static let lists: [StaticString] = ["tags", "root_causes"]
  private static let words: StaticString = "a text of a ticket"

  private func pushTicket() {
    unsafe lua_createtable(state, 0, 20)
    for name in RawLua.texts {
      unsafe lua_pushlstring(state, RawLua.words.characters, RawLua.words.utf8CodeUnitCount)
      unsafe lua_setfield(state, -2, name.characters)
    }
    for name in RawLua.numbers {
      unsafe lua_pushinteger(state, 1_700_000_000)
      unsafe lua_setfield(state, -2, name.characters)
    }
    for name in RawLua.lists {
      unsafe lua_createtable(state, 0, 0)
      unsafe lua_setfield(state, -2, name.characters)
    }
  }
}

extension StaticString {
  /// The text where it lies in the program, so that nothing is converted for a call.
  fileprivate var characters: UnsafePointer<CChar> {
    unsafe UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self)
  }
}
