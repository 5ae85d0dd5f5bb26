import Storage
import Testing

/// What tells the changes of rules within one transaction apart.
@Suite struct RuleChangeTests {
  private struct Stop: Error {}

  @Test func `a change of the rules that is undone gives its number to no other`() throws {
    let store = try TestStore()
    let numbers = try store.writer.perform { transaction, _ in
      var numbers = [transaction.ruleChange]
      transaction.noteRuleChange()
      numbers.append(transaction.ruleChange)
      try? transaction.undoingIfThrown {
        transaction.setEpoch("tried")
        numbers.append(transaction.ruleChange)
        throw Stop()
      }
      numbers.append(transaction.ruleChange)
      transaction.noteRuleChange()
      numbers.append(transaction.ruleChange)
      return .rollingBack(numbers)
    }
    #expect(numbers == [0, 1, 2, 1, 3])
  }
}
