@main
struct SandboxChild {
  static func main() {}
}
