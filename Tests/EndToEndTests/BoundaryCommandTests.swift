// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// `vigil boundary` as a statistician types it.
@Suite struct BoundaryCommandTests {
    private static let design = ["--n", "30", "--p0", "0.2", "--alpha", "0.05"]

    private func run(_ arguments: [String]) async throws -> VigilProcess.Ending {
        try await VigilProcess.run(["boundary"] + arguments, in: FileManager.default.temporaryDirectory)
    }

    @Test func `a boundary is told as a protocol says it, with what it does beneath`() async throws {
        let ending = try await run(["--method", "pocock"] + Self.design + ["--oc", "0.2,0.4"])
        #expect(ending.status == 0, "\(ending.errors)")
        #expect(
            ending.output.hasPrefix(
                """
                pocock, events among evaluable subjects
                  method pocock, counting binary, n 30, p0 0.2, alpha 0.05
                  attained type I error 0.0495

                Stop at 3 events within the first 3 subjects,
                     or 4 events within the first 6 subjects,
                """), "\(ending.output)")
        #expect(
            ending.output.hasSuffix(
                """
                Operating characteristics
                    p  reject_prob  exp_events  exp_n
                  0.2       0.0495        5.82  29.10
                  0.4       0.6954        7.57  18.94

                """), "\(ending.output)")
    }

    /// For each way of counting, the keys of a row of the boundary, its first row, and its last.
    @Test(arguments: [
        (["--method", "pocock"], "n", "bound", [1.0, 2], [30.0, 12]),
        (
            ["--method", "pocock", "--counting", "survival", "--tau", "100"], "events", "max_followup",
            [1.0, 18.456], [19.0, 3_000]
        ),
        (["--method", "pocock", "--counting", "tite"], "events", "max_ess", [3.0, 3.8706], [13.0, 30]),
        (
            ["--method", "maxsprt", "--counting", "poisson"], "events", "max_expected", [1.0, 0.0131],
            [14.0, 6]
        ),
    ])
    func `the boundary as JSON has the design, the error spent, the rows and the characteristics`(
        method: [String], first: String, second: String, head: [Double], tail: [Double]
    ) async throws {
        let ending = try await run(method + Self.design + ["--oc", "0.3", "--format", "json"])
        #expect(ending.status == 0, "\(ending.errors)")
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
        let rows = try #require(document["boundary"] as? [[String: Double]])
        let ends = [(rows.first, head), (rows.last, tail)]
        for (row, wanted) in ends {
            let found = [row?[first] ?? -1, row?[second] ?? -1]
            #expect(zip(found, wanted).allSatisfy { abs($0 - $1) < 0.001 }, "\(found) is not \(wanted)")
        }
        #expect((document["design"] as? [String: Any])?["p0"] as? Double == 0.2)
        let alpha = try #require(document["attained_alpha"] as? Double)
        #expect((0.03...0.05 + 1e-9).contains(alpha))
        let lines = try #require(document["operating_characteristics"] as? [[String: Double]])
        #expect(lines.count == 1)
        #expect(lines[0]["p"] == 0.3)
        #expect((0.1...0.5).contains(lines[0]["reject_prob"] ?? 0))
        #expect(lines[0]["exp_events"] ?? 0 > 1)
    }

    @Test func `a boundary is a CSV file and a picture too`() async throws {
        let csv = try await run(["--method", "obf"] + Self.design + ["--looks", "10,20,30", "--format", "csv"])
        #expect(csv.output.split(separator: "\n").map(String.init).first == "n,bound")
        #expect(csv.output.split(separator: "\n").count == 4)
        let svg = try await run(["--method", "obf"] + Self.design + ["--format", "svg"])
        #expect(svg.output.hasPrefix("<svg xmlns="))
        #expect(svg.output.contains("<title>obf, events among evaluable subjects</title>"))
    }

    @Test func `several boundaries stand side by side, each with a parameter of its own`() async throws {
        let methods = [
            "--method", "pocock", "--method", "wang-tsiatis:delta=0.25", "--method", "beta-binomial:prior=1,4",
        ]
        let ending = try await run(["compare"] + methods + Self.design + ["--oc", "0.2,0.4"])
        #expect(ending.status == 0, "\(ending.errors)")
        let heading = ending.output.split(separator: "\n").first { $0.hasPrefix("reject_prob") }
        #expect(heading.map { $0.split(separator: " ").count } == 4, "\(ending.output)")
        let svg = try await run(["compare"] + methods + Self.design + ["--oc", "0.2,0.4", "--format", "svg"])
        #expect(svg.output.contains("wang-tsiatis:delta=0.25</text>"))
    }

    @Test(arguments: [
        (["--method", "pocok"], "--method: found \"pocok\"; allowed is pocock"),
        (["--method", "pocock", "--p0", "1.2"], "--p0: found 1.2; allowed is a number above 0 and below 1"),
        (["--method", "pocock", "--alpha", "0"], "--alpha: found 0.0; allowed is a number above 0 and below 1"),
        (["--method", "sprt", "--p1", "0.1"], "--p1: found 0.1; allowed is above p0, which is 0.2"),
        (["--method", "sprt"], "--p1: found nothing"),
        (["--method", "wang-tsiatis", "--delta", "0.7"], "--delta: found 0.7; allowed is 0 to 0.5"),
        (["--method", "beta-binomial", "--prior", "1"], "--prior: found 1 numbers"),
        (["--method", "pocock", "--looks", "10,5,30"], "--looks: found 10 followed by 5"),
        (["--method", "pocock", "--looks", "10,20"], "--looks: found 20 as the last look"),
        (["--method", "pocock", "--looks", "ten"], "--looks: found ten"),
        (["--method", "pocock", "--counting", "survival"], "--tau: found nothing"),
        (["--method", "pocock", "--counting", "naive"], "--counting: found \"naive\""),
        (
            ["--method", "chen-chaloner", "--counting", "tite", "--prior", "1,1", "--p1", "0.4", "--nu", "0.1"],
            "--method:"
        ),
        (["--method", "pocock", "--oc", "2"], "--oc: found 2.0"),
        (["--method", "pocock", "--oc", "a"], "--oc: found a"),
    ])
    func `a misuse names the option, what was found and what is allowed`(
        arguments: [String], wanted: String
    ) async throws {
        var options = Self.design
        for name in ["--p0", "--alpha"] where arguments.contains(name) {
            options.replaceSubrange(options.firstIndex(of: name).map { $0...$0 + 1 } ?? 0...0, with: [])
        }
        let ending = try await run(arguments + options)
        #expect(ending.status == 2)
        #expect(ending.errors.contains(wanted), "\(ending.errors)")
    }

    @Test func `the documentation shows what the command prints of ways of counting`() async throws {
        let ending = try await run(["counting"])
        #expect(ending.status == 0, "\(ending.errors)")
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        let documentation = try String(contentsOf: root.appending(path: "Config/README.md"), encoding: .utf8)
        #expect(documentation.contains(ending.output), "Config/README.md does not show: \(ending.output)")
    }

    @Test func `a rule that is none is told beside those that are`() async throws {
        let package = URL(filePath: #filePath).appending(path: "../../..").standardized
        let configuration = package.appending(path: "Config/vigil.yaml").path
        let ending = try await run(["path", "--config", configuration, "--rule", "arm-infektion"])
        #expect(ending.status == 1)
        #expect(ending.errors.contains("--rule: found arm-infektion; stopping rules of NCT04217967 are arm-death, "))
    }
}
