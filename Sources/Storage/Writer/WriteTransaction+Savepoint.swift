extension WriteTransaction {
  /// Does something; where it throws, what it did is undone.
  package func undoingIfThrown<Result>(_ body: () throws -> Result) throws -> Result {
    try savepoint(body)
  }

  /// Does something that can be undone alone: goes back to where it began if `body` throws, or says
  /// that its changes are not to be kept.
  ///
  /// Numbers that were taken are given back as well.
  package func savepoint<Result>(
    keepingIf isKept: (Result) -> Bool = { _ in true }, _ body: () throws -> Result,
  ) throws -> Result {
    let earlier = mark
    try connection.run("SAVEPOINT part")
    do {
      let result = try body()
      if !isKept(result) {
        try connection.run("ROLLBACK TO part")
        restore(earlier)
      }
      try connection.run("RELEASE part")
      return result
    } catch {
      // Where the whole transaction is gone, so is the savepoint, and the error to tell is the first.
      if !connection.isOutsideTransaction {
        try connection.run("ROLLBACK TO part")
        try connection.run("RELEASE part")
      }
      restore(earlier)
      throw error
    }
  }
}
