// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

/// A ladder whose last level is kept, as that of lenalidomide maintenance: 10 mg, 5 mg daily, 5 mg on 21 days.
@Suite struct DoseFloorTests {
    private static let maintenance = Drug(
        id: "lenalidomide", treatments: ["Lenalidomide"],
        ladder: DoseLadder(
            unit: DoseUnit("mg"),
            levels: [
                DoseLevel(amount: 10, schedule: Schedule(everyDays: 1, through: 28, ofCycle: 28)),
                DoseLevel(amount: 5, schedule: Schedule(everyDays: 1, through: 28, ofCycle: 28)),
                DoseLevel(amount: 5, schedule: Schedule(everyDays: 1, through: 21, ofCycle: 28)),
            ], atFloor: .stay))

    @Test(arguments: [
        (1, DueDose(highest: 1, lowest: 1)), (2, DueDose(highest: 2, lowest: 2)), (3, DueDose(highest: 2, lowest: 2)),
        (4, DueDose(highest: 2, lowest: 2)),
    ])
    func `a drug that stays at its lowest level is never stopped by a step`(falls: Int, wanted: DueDose) {
        let months = ["01", "02", "03", "04"].prefix(falls)
        let doses = zip(months, ["10", "5", "5", "5"]).map { "LEN \($1) \($0)-01" }
        let table = DoseTable((doses + months.map { "PLT \($0)-10 \($0)-17 \($0)-24" }).joined(separator: "\n"))
        let story = table.story(on: "05-01", drugs: [Self.maintenance])
        #expect(story.drug("lenalidomide")?.due == wanted)
        if case .stopped? = story.drug("lenalidomide")?.now { Issue.record("stopped") }
    }

    @Test func `an event that asks to stop ends it all the same`() {
        let story = DoseTable("LEN 5 01-01; RASH 01-10 - - stop").story(on: "02-01", drugs: [Self.maintenance])
        #expect(story.now(Self.maintenance) == "stopped by RASH 01-10")
    }

    @Test(
        arguments: [
            ("IXA 4 01-01", "01-10", "02-06"),
            ("IXA 4 01-01; PLT 01-10 01-17 01-24", "01-12", "01-17"),
            ("IXA 4 01-01; PLT 01-10 01-17 01-24", "01-20", "02-06"),
            ("IXA 4 01-01; DS DEATH 01-05", "01-20", nil),
        ] as [(String, String, String?)])
    func `the next day on which time alone changes the story is known`(rows: String, today: String, wanted: String?) {
        #expect(DoseTable(rows).story(on: today, drugs: [.ixazomib]).changesOn.map(short) == wanted)
    }
}
