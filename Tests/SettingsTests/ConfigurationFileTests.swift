// SPDX-License-Identifier: Apache-2.0

import Foundation
import Settings
import Testing

@Suite struct ConfigurationFileTests {
    /// Loads a protocol file with these bytes from a folder that may have runbooks beside it, and tells the faults.
    private func faults(of bytes: Data, runbooks: [String] = []) throws -> [ConfigurationFault] {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("vigil-\(UUID().uuidString)")
        let folders = ["Config/protocols", "Runbooks"].map { place.appendingPathComponent($0) }
        for folder in folders { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
        defer { try? FileManager.default.removeItem(at: place) }
        for page in runbooks { try Data().write(to: folders[1].appendingPathComponent("\(page).md")) }
        let file = folders[0].appendingPathComponent("trial.yaml")
        try bytes.write(to: file)
        do throws(ConfigurationFaults) {
            _ = try loadProtocol(at: file.path)
            return []
        } catch {
            return error.faults
        }
    }

    private func faults(of text: String) throws -> [ConfigurationFault] {
        try faults(of: Data(text.utf8))
    }

    @Test func `bytes that are not UTF-8 are told`() throws {
        #expect(try faults(of: Data([0x73, 0xFF, 0xFE])).map(\.hint) == ["save the file as UTF-8"])
    }

    @Test func `a file of absurd size is not read`() throws {
        let bytes = Data(repeating: UInt8(ascii: "#"), count: 1_000_001)
        #expect(try faults(of: bytes).map(\.hint) == ["a configuration has at most 1000000 bytes"])
    }

    @Test func `a control character is told`() throws {
        #expect(try faults(of: "study: \u{1}\n").count == 1)
    }

    @Test func `a second document in the file is told`() throws {
        #expect(try faults(of: Fixtures.protocolText() + "---\nstudy: TRIAL-2\n").count == 1)
    }

    @Test(arguments: ["title: A trial", "\"title\": A trial", "'title': A trial"])
    func `a key given three times is told twice, and the rest of the file is still read`(_ line: String) throws {
        let text = try Fixtures.protocolText()
            .replacing("title: A trial\n", with: "\(line)\n\(line)\n\(line)\n").replacing("Shanghai", with: "Shangai")
        let faults = try faults(of: text)
        #expect(faults.map(\.line) == [3, 4, 7])
        #expect(faults.map(\.path) == ["", "", "time_zone"])
    }

    @Test func `a runbook that does not exist is told where the pages are found`() throws {
        let text = Data(try Fixtures.protocolText().utf8)
        #expect(try faults(of: text).isEmpty)
        let pages = ["platelet-hold", "laboratory", "neuropathies", "boundary"]
        let faults = try faults(of: text, runbooks: pages)
        #expect(faults.map(\.path) == ["rules[2].runbook"])
        #expect(faults.map(\.hint) == ["did you mean `neuropathies`?"])
    }
}
