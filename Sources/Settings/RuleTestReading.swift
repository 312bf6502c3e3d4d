// SPDX-License-Identifier: Apache-2.0

import Rules
package import Trial

/// Reads and checks files of rule tests, and the protocol files they name.
///
/// - Parameters:
///   - paths: The files; a protocol's path starts at the folder of the file that names it.
///   - variables: The SDTM variables that a row of each domain may have.
/// - Throws: `ConfigurationFaults` with every fault of all files.
package func loadRuleTests(
    at paths: [String], variables: [Domain: [String]]
) throws(ConfigurationFaults) -> [RuleTestFile] {
    let log = FaultLog()
    let files = paths.map { path in
        ConfigurationFile(at: path, log: log).flatMap { file in
            RuleTestFileReading(path: path, variables: variables).read(file.root)
        }
    }
    return try log.conclude(files.compactMap(\.self))
}

/// Reads a file of rule tests.
struct RuleTestFileReading {
    let path: String
    let variables: [Domain: [String]]

    /// What every test of the file has unless it says otherwise.
    private static let shared = ["rule", "arm", "doses"]

    /// The tests, or nil after a fault.
    func read(_ root: Entry) -> RuleTestFile? {
        guard let fields = root.fields(["protocol", "tests"] + Self.shared) else { return nil }
        let named = fields.required("protocol", hint: "add `protocol:`, the path of the protocol file") { mention in
            mention.text("the path of the protocol file").flatMap { studyProtocol(at: $0, mention) }
        }
        guard let (protocolPath, studyProtocol) = named else { return nil }
        let entries = fields.required("tests") { $0.elements(of: "tests") } ?? []
        let tests = entries.compactMap { entry in
            RuleTestReading(studyProtocol: studyProtocol, variables: variables, file: fields).read(entry)
        }
        return RuleTestFile(path: path, protocolPath: protocolPath, studyProtocol: studyProtocol, tests: tests)
    }

    private func studyProtocol(at text: String, _ mention: Entry) -> (String, StudyProtocol)? {
        let found = resolve(text, in: parentFolder(of: path))
        let reading = ProtocolReading(runbooks: Runbooks(near: parentFolder(of: found)))
        return ConfigurationFile(at: found, log: mention.log, mention: mention)
            .flatMap { reading.read($0.root) }.map { (found, $0) }
    }
}

/// Reads one test.
struct RuleTestReading {
    let studyProtocol: StudyProtocol
    let variables: [Domain: [String]]
    /// The file's own fields, which say what its tests share.
    let file: Fields

    /// The test, or nil after a fault.
    func read(_ entry: Entry) -> RuleTest? {
        let keys = ["name", "rule", "kind", "only", "arm", "doses", "rows", "then"]
        guard let fields = entry.fields(keys) else { return nil }
        let faultsBefore = entry.log.faults.count
        let name = fields.required("name") { $0.text("what the test shows, in a few words") }
        let sharesRule = file.has("rule") && !fields.has("rule")
        let rule = (sharesRule ? file : fields).required(
            "rule", hint: "add `rule:` here, or for all tests beside `tests:`", self.rule)
        let kind = fields.optional("kind") { entry in
            entry.choice("a kind of test", among: RuleTest.Kind.allCases.map { ($0.rawValue, $0) })
        }
        let isOnly = fields.optional("only") { $0.flag() } ?? false
        let arm = shared("arm", fields).flatMap(self.arm) ?? nil
        let doses = shared("doses", fields).flatMap { self.doses($0, ofArm: arm != nil) } ?? nil
        let rows = fields.optional("rows") { RuleTestRows(variables: variables).read($0) } ?? []
        if arm != nil, let row = rows.first(where: { $0.domain == .dm }) {
            entry.fault(
                at: "rows", found: "a row of DM in line \(row.line) beside `arm:`",
                hint: "write `arm: none` where DM is among the rows")
        }
        guard let rule, entry.log.faults.count == faultsBefore else { return nil }
        var reading = RuleTestSteps(studyProtocol: studyProtocol, variables: variables, rule: rule, rows: rows)
        let steps = fields.required("then", hint: "add `then:`, the steps with what must be found") { reading.read($0) }
        guard let name, let steps, entry.log.faults.count == faultsBefore else { return nil }
        let test = RuleTest(
            name: name, line: entry.line, rule: rule, kind: kind, isOnly: isOnly, arm: arm,
            doses: doses, rows: rows, steps: steps)
        if let hint = test.contradictionWithKind {
            fields.entry("kind")?.fault(found: "\"\(kind?.rawValue ?? "")\"", hint: hint)
        }
        return test
    }

    /// A field of the test, or of the file for all of its tests.
    private func shared(_ key: String, _ fields: Fields) -> Entry? { fields.entry(key) ?? file.entry(key) }

    private func rule(_ entry: Entry) -> String? {
        entry.reference(to: "a rule of the protocol", among: studyProtocol.subjectRules.map(\.id))
    }

    private func arm(_ entry: Entry) -> String?? {
        let code = entry.reference(to: "an arm, or `none`", among: studyProtocol.arms.map(\.code) + ["none"])
        return .some(code == "none" ? nil : code)
    }

    /// `2024-01-01..2024-03-31`, or `none`.
    private func doses(_ entry: Entry, ofArm hasArm: Bool) -> ClosedRange<CalendarDay>?? {
        guard let text = entry.text("the first and last day of the doses"), text != "none" else { return .some(nil) }
        let ends = text.split(separator: ".", omittingEmptySubsequences: true)
            .map { ClinicalDate(sdtm: $0).flatMap { $0.isComplete ? $0.earliest : nil } }
        guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last else {
            entry.fault(found: entry.found, hint: "write both days, as 2024-01-01..2024-03-31")
            return nil
        }
        guard hasArm else {
            entry.fault(found: "doses of no arm", hint: "add `arm:`, or give rows of EX instead")
            return nil
        }
        return .some(first...last)
    }
}

extension RuleTest {
    /// Why the test cannot show what its kind says; nil when it can.
    fileprivate var contradictionWithKind: String? {
        let expected = steps.flatMap { $0.expected ?? [] }.filter { $0.rule == rule }
        let isCorrected = steps.contains { !$0.corrections.isEmpty || !$0.deletions.isEmpty }
        switch kind {
        case nil: return nil
        case .justBelow, .nearMiss:
            return expected.isEmpty ? nil : "such a test expects no alert of its rule at any step"
        case _ where expected.isEmpty:
            return "such a test expects an alert of its rule at some step"
        case .fires: return nil
        case .corrected: return isCorrected ? nil : "add a step with `change:` or `delete:`"
        case .late: return steps.contains { !$0.rows.isEmpty } ? nil : "add a step with the late `rows:`"
        case .recovers:
            return expected.contains { $0.state == "resolved" } ? nil : "expect `state: resolved` at some step"
        }
    }
}
