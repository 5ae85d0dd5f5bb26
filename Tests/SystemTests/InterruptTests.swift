import Glibc
import Synchronization
import System
import TestSupport
import Testing

/// A signal whose handler does nothing and is installed without SA_RESTART: it interrupts calls.
@Suite struct `Signals interrupt system calls, and those are made again` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = { _ in }
    unsafe sigaction(SIGUSR1, &action, nil)
  }

  @Test func `a read that signals interrupt goes on`() throws {
    let pipe = folder.path + "/pipe"
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    let read = try interrupted {
      try FileSystem.bytes(of: pipe, atMost: 100)
    } whenStuck: {
      try? FileSystem.append("late but whole", to: pipe)
    }
    #expect(try read.get() == Array("late but whole".utf8))
  }

  @Test func `a pause that signals interrupt lasts as long as it was to`() throws {
    let start = ContinuousClock.now
    let end = try interrupted {
      SystemTime.pause(.milliseconds(100))
    }
    try end.get()
    #expect(ContinuousClock.now - start >= .milliseconds(100))
  }

  @Test func `a bell that signals interrupt is waited for until its time is over`() throws {
    let bell = try Bell()
    let start = ContinuousClock.now
    let end = try interrupted {
      bell.wait(.milliseconds(100))
    }
    try end.get()
    #expect(ContinuousClock.now - start >= .milliseconds(100))
  }

  @Test func `a wait for signals that others interrupt goes on`() throws {
    let start = ContinuousClock.now
    let signal = try interrupted {
      HeldSignals([.hangUp]).wait(.milliseconds(100))
    }
    #expect(try signal.get() == nil)
    #expect(ContinuousClock.now - start >= .milliseconds(100))
  }

  @Test func `signals that end a program do not arrive on threads that it starts`() throws {
    let signals = [SIGINT, SIGTERM, SIGHUP]
    let before = signals.map(isHeldBack)
    let held = Mutex<[Bool]>([])
    let thread = try Thread { held.withLock { $0 = signals.map(isHeldBack) } }
    thread.join()
    #expect(held.withLock(\.self) == [true, true, true])
    #expect(signals.map(isHeldBack) == before)
  }

  /// Does something on a thread that is sent signals meanwhile, and more of them after a while.
  private func interrupted<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value, whenStuck: () -> Void = {},
  ) throws -> Result<Value, any Error> {
    let place = Place<Value>()
    let thread = try Thread {
      place.state.withLock { $0.thread = pthread_self() }
      let result = Result { try body() }
      place.state.withLock { $0.result = result }
    }
    for round in 0..<400 where place.state.withLock({ $0.result == nil }) {
      if let id = place.state.withLock(\.thread) { pthread_kill(id, SIGUSR1) }
      if round == 20 { whenStuck() }
      SystemTime.pause(.milliseconds(1))
    }
    thread.join()
    let result = place.state.withLock(\.result)
    return try #require(result)
  }

  private final class Place<Value: Sendable>: Sendable {
    struct State {
      var thread: pthread_t?
      var result: Result<Value, any Error>?
    }

    let state = Mutex(State())
  }
}

/// Whether the calling thread holds a signal back.
private func isHeldBack(_ signal: Int32) -> Bool {
  var set = sigset_t()
  unsafe pthread_sigmask(SIG_BLOCK, nil, &set)
  return unsafe sigismember(&set, signal) == 1
}
