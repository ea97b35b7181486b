# Needs a JDK (21 or later) and Maven, nothing else. `make help` lists the targets.
SHELL := /usr/bin/env bash
.DEFAULT_GOAL := help
.PHONY: help run up stop build test conformance torture bench fmt clean

built := target/quarkus-app/quarkus-run.jar
sources := pom.xml $(shell find src/main src/test/java/io/sluice/stack -type f 2>/dev/null)
maven = JAVA_HOME="$$(scripts/java-home)" && export JAVA_HOME && mvn -B -ntp

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: $(built) ## Start everything, send 60 sample messages through it, stay up (Ctrl-C ends it)
	@scripts/run

up: $(built) ## Start everything in the background; returns when the engine is ready
	@scripts/up

stop: ## End everything that was started here; the data in .sluice/ stay
	@scripts/stop

build: $(built) ## Build the engine if a source changed

test: $(built) ## All tests, on real PostgreSQL, Kafka, Artemis and SFTP
	@$(maven) test

conformance: ## Every control over every way in: a table, and docs/conformance.md
	@$(maven) test -Dgroups=conformance -Dtests.excluded= -Dsluice.docs.write=true

torture: $(built) ## The long crash tests, under load; TORTURE="-Dtorture.seed=7 -Dtorture.kills=100" and so on
	@$(maven) test -Dgroups=torture -Dtests.excluded= $(TORTURE)

bench: $(built) ## The benchmark: a table and JSON
	@$(maven) test -Dgroups=bench -Dtests.excluded=

fmt: ## Format the sources
	@$(maven) -q spotless:apply

clean: ## Remove what was built, not the data
	rm -rf target

$(built): $(sources)
	@scripts/build
