// SPDX-License-Identifier: Apache-2.0

import Rules
import Testing

struct DoseLadderTests {
    @Test(arguments: [
        (25.0, 2, 21, 275.0), (15, 2, 21, 165), (10, 2, 21, 110), (5, 2, 21, 55), (10, 1, 28, 280), (25, 1, 21, 525),
    ])
    func `a level tells what a cycle comes to`(amount: Double, every: Int, through: Int, perCycle: Double) {
        let schedule = Schedule(everyDays: every, through: through, ofCycle: 28)
        #expect(DoseLevel(amount: amount, schedule: schedule).amountPerCycle == perCycle)
    }

    @Test func `every other day through day 21 is 11 doses, and fixed days are as written`() {
        #expect(
            Schedule(everyDays: 2, through: 21, ofCycle: 28).doseDays == [1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21])
        #expect(Schedule(days: [15, 1, 8], ofCycle: 28).doseDays == [1, 8, 15])
    }

    @Test(arguments: [
        ("4", "on 4"), ("3", "on 3"), ("2.3", "on 2.3"), ("2300ug", "on 2.3"), ("0.004g", "on 4"),
        ("3.5", "off schedule 3.5"),
        ("0", "not started"), ("?", "unknown: doseMissing"), ("4!", "unknown: unitUnknown"),
        ("4mL", "unknown: unitUnknown"),
    ])
    func `a dose is a level by its amount in the ladder's unit, else it says what is wrong`(
        dose: String, wanted: String
    ) {
        #expect(DoseTable("IXA \(dose) 01-01").story(on: "01-05").now(.ixazomib) == wanted)
    }
}
