# SPDX-License-Identifier: Apache-2.0
#
# `make help` lists what a person types. `make run` and `make test` need a Debian 12 with Swift 6.3, make and git; they install the rest.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

SWIFT ?= swift
CONFIG ?= Config/vigil.yaml
FORMAT ?= text

# The header files that CBoostMath, Delivery and SQLiteStorage compile against.
PACKAGES := libboost-math-dev libcurl4-openssl-dev libsqlite3-dev

# A target may import only what Package.swift declares for it. The check costs no rebuild, so every debug build makes it.
IMPORT_CHECK := --explicit-target-dependency-import-check error

# Where `make install` puts things. DESTDIR is for building a package; nothing is enabled or started by make.
DESTDIR ?=
PREFIX ?= /usr
SYSCONFDIR ?= /etc
BINDIR = $(DESTDIR)$(PREFIX)/bin
SHAREDIR = $(DESTDIR)$(PREFIX)/share/vigil
UNITDIR = $(DESTDIR)$(PREFIX)/lib/systemd/system
SYSUSERSDIR = $(DESTDIR)$(PREFIX)/lib/sysusers.d
TMPFILESDIR = $(DESTDIR)$(PREFIX)/lib/tmpfiles.d
CONFDIR = $(DESTDIR)$(SYSCONFDIR)/vigil

# A folder of its own: linking the Swift runtime in recompiles everything, and `make run` should not pay for that.
RELEASE_FOLDER := .build-release
RELEASE_BINARY := $(RELEASE_FOLDER)/release/vigil

# Tests that wait for sockets and processes run on their own: thousands of gradings beside them would starve their clocks.
TIMED := ^(EndToEndTests|DeliveryTests|ReceiverTests)\.

.PHONY: help run test build release bench lint format sim check-imports check-unit packages install uninstall digest

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: packages ## Play a simulated trial with the daemon and a local receiver until Ctrl-C
	$(SWIFT) build -c release --product vigil
	.build/release/vigil demo --endless

test: packages ## Set up, build and pass every test
	$(SWIFT) build --build-tests $(IMPORT_CHECK)
	$(SWIFT) test --skip-build --disable-xctest --skip '$(TIMED)'
	$(SWIFT) test --skip-build --disable-xctest --filter '$(TIMED)'

build: packages ## Build everything for debugging
	$(SWIFT) build $(IMPORT_CHECK)

release: packages ## Build the daemon with the Swift runtime linked in, for `make install`
	$(SWIFT) build -c release --product vigil --static-swift-stdlib --scratch-path $(RELEASE_FOLDER)
	@echo "Built $(RELEASE_BINARY)"

bench: packages ## Measure, and print figure, unit, reference and ratio for each benchmark
	$(SWIFT) build -c release --product vigil
	$(SWIFT) build -c release --product vigil-bench
	.build/release/vigil-bench

lint: ## Check the formatting of every Swift file
	$(SWIFT) format lint --strict -r -p Sources Tests Package.swift

format: ## Rewrite every Swift file in the house format
	$(SWIFT) format -i -r -p Sources Tests Package.swift

sim: packages ## Replay one seed of the simulation test: make sim SEED=7
	@test -n "$(SEED)" || { echo "make sim: which seed? For example: make sim SEED=7" >&2; exit 2; }
	$(SWIFT) build --build-tests $(IMPORT_CHECK)
	@set -o pipefail; VIGIL_SEED="$(SEED)" $(SWIFT) test --skip-build --disable-xctest --filter Simulation 2>&1 \
	    | awk '{ print } /Test run with 0 tests/ { none = 1 } END { if (none) { print "make sim: no simulation test was found"; exit 1 } }'

check-imports: packages ## Fail if a target imports another that Package.swift does not declare for it
	$(SWIFT) build --build-tests $(IMPORT_CHECK)

check-unit: ## Verify the systemd unit and its exposure (skipped where systemd-analyze is absent)
	@bash Deploy/check-unit

packages: ## Install the Debian packages that are missing (none missing: nothing is done, no network)
	@command -v dpkg-query >/dev/null || { echo "make packages: no Debian; expecting the headers of Boost.Math, libcurl and SQLite 3"; exit 0; }; \
	missing=(); \
	for package in $(PACKAGES); do \
	    dpkg-query -W -f='$${db:Status-Status}\n' "$$package" 2>/dev/null | grep -qx installed || missing+=("$$package"); \
	done; \
	if [ "$${#missing[@]}" -eq 0 ]; then exit 0; fi; \
	as_root=(); \
	if [ "$$(id -u)" -ne 0 ]; then \
	    command -v sudo >/dev/null || { echo "make packages: run as root: apt-get install $${missing[*]}" >&2; exit 1; }; \
	    as_root=(sudo); \
	fi; \
	echo "Installing Debian packages: $${missing[*]}$${as_root:+ (with sudo)}"; \
	"$${as_root[@]}" apt-get update -q; \
	"$${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$${missing[@]}"

install: ## Copy the binary of `make release`, unit, runbooks and first configuration below DESTDIR and PREFIX
	@test -x $(RELEASE_BINARY) || { echo "make install: $(RELEASE_BINARY) is missing; run 'make release' first, as yourself" >&2; exit 1; }
	install -D -m 0755 $(RELEASE_BINARY) $(BINDIR)/vigil
	install -D -m 0644 Deploy/vigil.service $(UNITDIR)/vigil.service
	sed -i 's|/usr/bin/vigil|$(PREFIX)/bin/vigil|; s|/usr/share/vigil|$(PREFIX)/share/vigil|; s|/etc/vigil|$(SYSCONFDIR)/vigil|' $(UNITDIR)/vigil.service
	install -D -m 0644 Deploy/vigil.sysusers $(SYSUSERSDIR)/vigil.conf
	install -D -m 0644 Deploy/vigil.tmpfiles $(TMPFILESDIR)/vigil.conf
	install -d $(SHAREDIR)
	install -d $(SHAREDIR)/Config/protocols $(SHAREDIR)/Config/packs $(SHAREDIR)/Runbooks
	install -m 0644 Config/*.yaml Config/*.schema.json Config/README.md $(SHAREDIR)/Config/
	install -m 0644 Config/protocols/*.yaml $(SHAREDIR)/Config/protocols/
	install -m 0644 Config/packs/*.yaml $(SHAREDIR)/Config/packs/
	install -m 0644 Runbooks/*.md $(SHAREDIR)/Runbooks/
	cp -r --no-preserve=mode,ownership Config/tests $(SHAREDIR)/Config/
	@if [ -e $(CONFDIR)/vigil.yaml ]; then \
	    echo "Kept $(CONFDIR)/vigil.yaml; the new example is $(SHAREDIR)/Config/vigil.yaml"; \
	else \
	    install -d $(CONFDIR)/protocols $(CONFDIR)/packs \
	        && install -m 0644 Config/*.yaml Config/*.schema.json Config/README.md $(CONFDIR)/ \
	        && install -m 0644 Config/protocols/*.yaml $(CONFDIR)/protocols/ \
	        && install -m 0644 Config/packs/*.yaml $(CONFDIR)/packs/ && echo "Installed a first $(CONFDIR)/vigil.yaml"; \
	fi
	@echo "Nothing was enabled or started. Next: Runbooks/install.md"

uninstall: ## Remove what `make install` copied; keep configuration, ledger and follow-up store
	rm -f $(BINDIR)/vigil $(UNITDIR)/vigil.service $(SYSUSERSDIR)/vigil.conf $(TMPFILESDIR)/vigil.conf
	rm -rf $(SHAREDIR)
	@echo "Kept: $(CONFDIR), /var/lib/vigil and the follow-up store"

digest: packages ## Print the safety digest: make digest CONFIG=Config/vigil.yaml FORMAT=text
	$(SWIFT) build -c release --product vigil
	.build/release/vigil digest --config $(CONFIG) --format $(FORMAT)
