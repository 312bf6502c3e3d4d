// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

@Suite struct DerivedNeutrophilsTests {
    @Test(arguments: [
        // Severe Chronic Neutropenia International Registry, University of Washington, "Calculating an ANC".
        (2.0, 14.8, 5.0, 0.396),
        // es.easycalculation.com/medical/anc.php
        (5.1, 43, 5, 2.448),
        // bit1024.com ANC calculator: both of its patients.
        (9.2, 33, 1, 3.128), (1.0, 11, 5, 0.16),
    ])
    func `published examples are met`(cells: Double, segmented: Double, bands: Double, neutrophils: Double) throws {
        let rows = [
            drawn("WBC", .number(cells), "10^9/L"), drawn("NEUTSGLE", .number(segmented), "%"),
            drawn("NEUTBLE", .number(bands), "%"),
        ]
        let count = try #require(derived(.neutrophilsFromDifferential, from: rows))
        #expect(count.value?.number == neutrophils)
        #expect(count.value?.unit == .gigaPerLitre)
        #expect(count.rows == rows.map(\.key).sorted())
        #expect(count.origin == rows[0].key)
        #expect(count.remarks == [])
        #expect(count.test == "NEUT")
    }

    @Test func `the count keeps the unit of the white blood cells`() throws {
        let rows = [drawn("WBC", .number(8_000), "/uL"), drawn("NEUTLE", .number(0.7), "fraction")]
        let count = try #require(derived(.neutrophilsFromDifferential, from: rows))
        #expect(count.value?.number == 5_600)
        #expect(count.value?.unit == .perMicrolitre)
    }

    @Test func `a share of all neutrophils holds the bands already`() throws {
        let rows = [
            drawn("WBC", .number(2), "10^9/L"), drawn("NEUTLE", .number(40), "%"), drawn("NEUTBLE", .number(5), "%"),
        ]
        let count = try #require(derived(.neutrophilsFromDifferential, from: rows))
        #expect(count.rounded == 0.8)
        #expect(count.remarks == .bandsNotAdded)
    }

    @Test func `segmented neutrophils alone are marked`() throws {
        let rows = [drawn("WBC", .number(2), "10^9/L"), drawn("NEUTSGLE", .number(40), "%")]
        #expect(derived(.neutrophilsFromDifferential, from: rows)?.remarks == .bandsMissing)
    }

    @Test func `the absolute count's code with a per-cent sign is a share`() throws {
        let rows = [drawn("WBC", .number(2.5), "10^9/L"), drawn("NEUT", .number(40), "%")]
        #expect(derived(.neutrophilsFromDifferential, from: rows)?.value?.number == 1)
    }

    @Test(arguments: [
        (LabResult.Value.number(1.1), "10^9/L", true), (.below(0.1), "10^9/L", true),
        // Neither a missing count nor one in an unknown unit is a measurement.
        (.missing, "10^9/L", false), (.number(1.1), "mmol/L", false),
    ])
    func `a count that was measured is never derived`(value: LabResult.Value, unit: String, isMeasured: Bool) {
        let rows = [
            drawn("WBC", .number(3), "10^9/L"), drawn("NEUTLE", .number(40), "%"), drawn("NEUT", value, unit),
        ]
        #expect((derived(.neutrophilsFromDifferential, from: rows) == nil) == isMeasured)
    }

    @Test(
        arguments: [
            ("2024-01-08T08:00", "2024-01-08T08:00", true, false),
            ("2024-01-08T08:00", "2024-01-08T09:00", false, false),
            ("2024-01-08", "2024-01-08T09:00", true, true), ("2024-01-08", "2024-01-08", true, true),
            ("2024-01-08", "2024-01-09", false, false), ("2024-01", "2024-01", false, false),
            ("2024-01-08", nil, false, false),
        ] as [(String, String?, Bool, Bool)])
    func `only rows of the same draw are joined`(cells: String, share: String?, isJoined: Bool, isMarked: Bool) {
        let rows = [
            drawn("WBC", .number(3), "10^9/L", at: cells), drawn("NEUTLE", .number(40), "%", at: share),
        ]
        let count = derived(.neutrophilsFromDifferential, from: rows)
        #expect((count != nil) == isJoined)
        #expect((count?.remarks == .dateOnly) == isMarked)
    }

    @Test func `of two differentials of a day the one of the same minute counts`() throws {
        let rows = [
            drawn("WBC", .number(3), "10^9/L"), drawn("NEUTLE", .number(40), "%"),
            drawn("NEUTLE", .number(10), "%", at: "2024-01-08"),
        ]
        let count = try #require(derived(.neutrophilsFromDifferential, from: rows))
        #expect(count.rounded == 1.2)
        #expect(count.remarks == [])
    }

    @Test(
        arguments: [
            (LabResult.Value.number(40), "", 1.2, nil), (.number(0.4), "", nil, UngradableReason.unitUnknown),
            (.number(1), "", nil, .unitUnknown), (.number(100), "%", 3, nil),
            (.number(101), "%", nil, .valueImplausible),
            (.number(1), "fraction", 3, nil), (.number(1.1), "fraction", nil, .valueImplausible),
            (.number(-1), "%", nil, .valueImplausible), (.number(40), "10^9/L", 1.2, nil),
            (.missing, "%", nil, .valueMissing), (.text("few"), "%", nil, .valueNotNumeric),
        ] as [(LabResult.Value, String, Double?, UngradableReason?)])
    func `a share is read only where one reading is possible`(
        share: LabResult.Value, unit: String, count: Double?, refusal: UngradableReason?
    ) throws {
        let rows = [drawn("WBC", .number(3), "10^9/L"), drawn("NEUTLE", share, unit)]
        let result = try #require(derived(.neutrophilsFromDifferential, from: rows))
        #expect(result.rounded == count)
        #expect(result.refusal == refusal)
    }

    @Test(arguments: [
        (40.0, "%"), (40, "percent"), (40, "PCT"), (40, "Percentage"), (40, "\u{FF05}"), (0.4, "fraction"),
        (0.4, "fraction of 1"), (0.4, "proportion"), (0.4, "Ratio"), (0.4, "1"),
    ])
    func `a share's unit is read as every unit is`(share: Double, unit: String) throws {
        let rows = [drawn("WBC", .number(3), "10^9/L"), drawn("NEUTLE", .number(share), unit)]
        let count = try #require(derived(.neutrophilsFromDifferential, from: rows))
        #expect(count.rounded == 1.2)
        #expect(count.remarks == [])
    }

    @Test(arguments: [
        (LabResult.Value.number(3), "mmol/L", UngradableReason.unitUnknown), (.missing, "10^9/L", .valueMissing),
        (.number(3_000), "10^9/L", .valueImplausible),
    ])
    func `white blood cells that cannot be read give the reason`(
        cells: LabResult.Value, unit: String, reason: UngradableReason
    ) {
        let rows = [drawn("WBC", cells, unit), drawn("NEUTLE", .number(40), "%")]
        #expect(derived(.neutrophilsFromDifferential, from: rows)?.refusal == reason)
    }

    @Test func `segments and bands of more than all cells are implausible`() {
        let rows = [
            drawn("WBC", .number(3), "10^9/L"), drawn("NEUTSGLE", .number(80), "%"),
            drawn("NEUTBLE", .number(21), "%"),
        ]
        #expect(derived(.neutrophilsFromDifferential, from: rows)?.refusal == .valueImplausible)
    }

    @Test func `a differential of spinal fluid is none of blood`() {
        let rows = [
            drawn("WBC", .number(3), "10^9/L"), drawn("NEUTLE", .number(40), "%", specimen: "CEREBROSPINAL FLUID"),
        ]
        #expect(derived(.neutrophilsFromDifferential, from: rows) == nil)
    }

    @Test(arguments: [
        // At most 0.3 x 100 % = 0.3, which is below every cut of grade 3 and above 0.1 only perhaps.
        (LabResult.Value.below(0.3), 50.0, LabComparison.holds, LabComparison.undecided(.valueCensored)),
        (.below(0.1), 50, .holds, .holds), (.above(50), 50, .fails, .fails),
    ])
    func `a bound decides where all it leaves falls on one side`(
        cells: LabResult.Value, share: Double, belowOne: LabComparison, belowTenth: LabComparison
    ) throws {
        let rows = [drawn("WBC", cells, "10^9/L"), drawn("NEUTLE", .number(share), "%")]
        let count = try #require(derived(.neutrophilsFromDifferential, from: rows))
        #expect(count.compare(.below, 1.0, in: .gigaPerLitre) == belowOne)
        #expect(count.compare(.below, 0.1, in: .gigaPerLitre) == belowTenth)
    }

    @Test func `kinds that were counted apart are added`() throws {
        // The same registry's second example: 0.3 segments and 0.1 bands are 0.4.
        let segments = drawn("NEUTSG", .number(0.3), "10^9/L")
        let bands = drawn("NEUTB", .number(100), "/uL")
        let count = try #require(derived(.neutrophilsFromDifferential, from: [segments, bands]))
        #expect(count.value?.number == 0.4)
        #expect(count.rows == [segments.key, bands.key].sorted())
        #expect(derived(.neutrophilsFromDifferential, from: [segments])?.remarks == .bandsMissing)
        #expect(derived(.neutrophilsFromDifferential, from: [segments, drawn("NEUT", .number(1), "10^9/L")]) == nil)
        #expect(derived(.neutrophilsFromDifferential, from: [drawn("NEUTSG", .missing, "10^9/L")]) == nil)
    }

    @Test func `a draw with shares and counts gives one result, of the shares where they can be read`() {
        let cells = drawn("WBC", .number(2), "10^9/L")
        let segments = drawn("NEUTSG", .number(0.3), "10^9/L")
        let readable = [cells, drawn("NEUTLE", .number(40), "%"), segments]
        #expect(derived(.neutrophilsFromDifferential, from: readable)?.rounded == 0.8)
        let unreadable = [cells, drawn("NEUTLE", .text("few"), "%"), segments]
        let all = derive(from: unreadable, vitalSigns: [], of: person())
        #expect(all.map(\.refusal) == [.valueNotNumeric, nil])
        #expect(all.map(\.rounded) == [nil, 0.3])
    }

    @Test func `a part without a result is no part`() throws {
        let rows = [
            drawn("WBC", .number(2), "10^9/L"), drawn("NEUTLE", .missing, "%"), drawn("NEUTSGLE", .number(40), "%"),
            drawn("NEUTBLE", .missing, "%"),
        ]
        let count = try #require(derived(.neutrophilsFromDifferential, from: rows))
        #expect(count.rounded == 0.8)
        #expect(count.remarks == .bandsMissing)
    }

    @Test func `a product under what a counter reports lies between nothing and that`() throws {
        let rows = [drawn("WBC", .number(0.5), "10^9/L"), drawn("NEUTLE", .number(1), "%")]
        let count = try #require(derived(.neutrophilsFromDifferential, from: rows))
        #expect(count.ends == [0, 0.01])
        let grades = LabGrader.shared(.v6_0).grades(of: count, baseline: nil, atBaseline: .range)
        #expect(grades.low?.outcome == .graded(grade: 4, worst: 4))
    }

    @Test func `differentials of one draw that disagree are a range`() throws {
        let rows = [
            drawn("WBC", .number(2), "10^9/L"), drawn("NEUTLE", .number(40), "%"), drawn("NEUTLE", .number(60), "%"),
        ]
        let count = try #require(derived(.neutrophilsFromDifferential, from: rows))
        #expect(count.ends == [0.8, 1.2])
        #expect(count.remarks == .rowsDisagree)
        #expect(count.compare(.below, 1.5, in: .gigaPerLitre) == .holds)
        #expect(count.compare(.below, 1.0, in: .gigaPerLitre) == .undecided(.valueCensored))
    }

    @Test func `more cells or a greater share never give fewer neutrophils`() throws {
        let counts = stride(from: 1.0, through: 9, by: 0.5).map { cells in
            stride(from: 0.0, through: 100, by: 12.5).map { share in
                derived(
                    .neutrophilsFromDifferential,
                    from: [drawn("WBC", .number(cells), "10^9/L"), drawn("NEUTLE", .number(share), "%")])?.value?.number
            }
        }
        for (fewer, more) in zip(counts, counts.dropFirst()) {
            for (few, many) in zip(fewer, more) { #expect(try #require(few) <= #require(many)) }
        }
        for line in counts {
            for (few, many) in zip(line, line.dropFirst()) { #expect(try #require(few) < #require(many)) }
        }
    }
}
