import Desk
import Kernel
import Texts

extension Failure {
  /// What an error of any part of Docket means to who gave the command.
  package init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let refusal as Refusal: self.init(refusal)
    case let problem as Refusal.Problem: self.init(.invalid, [problem])
    case let error as QueryError: self.init(.usage, Text.frameQuery(problem: error))
    case let error as TimeError: self.init(.usage, error.text)
    case let error as DeskError: self.init(error)
    default: self.init(.failed, Text(of: error))
    }
  }

  private init(_ error: DeskError) {
    let code: Code =
      switch error {
      case .unreadable, .badConfiguration, .unlinkedPlugin, .invalid: .failed
      case .wantsMore, .strands: .refused
      case .noPerson, .noPlugin, .noScript, .noEntry: .notFound
      case .noLogin: .denied
      case .changedImport: .conflict
      }
    self.init(code, error.text)
  }
}
