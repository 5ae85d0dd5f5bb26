.PHONY: demo docs test build check bench clean bootstrap

build: bootstrap
	swift build -c release --product docket

demo: build
	@scripts/demo "$$(swift build -c release --show-bin-path)/docket"

test: bootstrap check
	swift test --parallel
	@scripts/test-plugins "$$(swift build --show-bin-path)/docket"
	@scripts/demo "$$(swift build --show-bin-path)/docket" >/dev/null && echo "the demo runs to its end"

check: bootstrap
	swift format lint --strict --recursive Sources Tests Package.swift
	@scripts/check

docs: bootstrap
	@scripts/docs

bench: bootstrap
	swift build -c release --product docket
	swift build -c release --product bench
	"$$(swift build -c release --show-bin-path)/bench"

clean:
	swift package clean

bootstrap:
	@scripts/bootstrap
