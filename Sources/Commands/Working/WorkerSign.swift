import Glibc

/// The sign that a worker is alive: a lock on the desk's folder, gone with the worker.
struct WorkerSign: ~Copyable {
  private let descriptor: Int32

  /// Puts the sign up for as long as the value lives; `nil` where it cannot be locked.
  init?(in folder: String) {
    descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0, flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return nil }
  }

  deinit {
    close(descriptor)
  }

  /// Whether any worker has its sign up.
  static func isUp(in folder: String) -> Bool {
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0
  }
}
