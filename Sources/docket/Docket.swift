@main struct Docket { static func main() {} }
