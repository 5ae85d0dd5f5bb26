import CLuaSandbox

extension Sandbox {
  /// Digests of what a function keeps outside itself, by the names that it uses.
  ///
  /// Two that differ tell that something changed in between, in however deep a table; up to 20,000
  /// values of each are looked at.
  package func upvalues(of function: LuaFunction) -> [String: UInt64] {
    var digests: [String: UInt64] = [:]
    var number: Int32 = 1
    var name = unsafe sandbox_bytes()
    var digest: UInt64 = 0
    while unsafe sandbox_upvalue(box, function.reference, number, &name, &digest) {
      digests[unsafe String(name)] = digest
      number += 1
    }
    return digests
  }
}
