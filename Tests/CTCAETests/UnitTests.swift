// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

@Suite struct UnitTests {
    @Test(
        arguments: [
            (
                Analyte.platelets, LabUnit.gigaPerLitre,
                [
                    "10^9/L", "G/L", "GI/L", "x10E9/L", "X10^9/L", "10*9/L", "x 10⁹/L", "10**9/L", "10E+09/L",
                    "10^9 cells/L",
                    "K/uL", "THOU/uL", "10^3/uL", "10^3/µL", "10^3/μL", "x10^3/mm3", "TH/mcL", "10^3/mm³", "x109/L",
                ]
            ),
            (.neutrophils, .perMicrolitre, ["/mm3", "cells/uL", "/µL", "Cells/cumm", "/mm³", "10^6/L", "cells/mcL"]),
            (.haemoglobin, .gramsPerLitre, ["g/L", "G/L", "gm/L"]),
            (.haemoglobin, .gramsPerDecilitre, ["g/dL", "G/DL", "gm/dL", "g%"]),
            (.haemoglobin, .millimolesPerLitre, ["mmol/L", "mmol/L(Hgb)", "mmol/L (Fe)", "MMOL/L"]),
            (.creatinine, .micromolesPerLitre, ["umol/L", "µmol/L", "μmol/L", "mcmol/L", "UMOL/L"]),
            (.creatinine, .milligramsPerDecilitre, ["mg/dL", "mg%", "MG/DL"]),
            (.alanineAminotransferase, .unitsPerLitre, ["U/L", "IU/L", "u/l", "mU/mL"]),
            (.alanineAminotransferase, .microkatalsPerLitre, ["ukat/L", "µkat/L"]),
            (.potassium, .milliequivalentsPerLitre, ["mEq/L", "meq/l"]),
            (.glucose, .milligramsPerDecilitre, ["mg/dL", "mg/100mL"]),
        ] as [(Analyte, LabUnit, [String])])
    func `the spellings laboratories use are read`(analyte: Analyte, unit: LabUnit, spellings: [String]) {
        for spelling in spellings {
            #expect(analyte.unit(spelled: spelling) == unit, "\(spelling)")
        }
    }

    @Test(arguments: [
        (Analyte.platelets, "mmol/L"), (.platelets, "%"), (.platelets, ""), (.neutrophils, "10^12/L"),
        (.creatinine, "U/L"), (.sodium, "g/L"), (.haemoglobin, "10^9/L"), (.glucose, "umol/L"), (.albumin, "U/L"),
    ])
    func `a pair no laboratory means is unknown`(analyte: Analyte, spelling: String) {
        #expect(analyte.unit(spelled: spelling) == nil)
    }

    @Test func `every unit an analyte takes is read from its own symbol`() {
        for analyte in Analyte.allCases {
            let own = LabUnit.allCases.filter { analyte.convert(1, from: analyte.canonicalUnit, to: $0) != nil }
            #expect(own.contains(analyte.canonicalUnit))
            for unit in own {
                #expect(analyte.unit(spelled: unit.symbol) == unit, "\(analyte) \(unit.symbol)")
            }
        }
    }

    @Test(arguments: [
        (Analyte.platelets, 30.0, LabUnit.gigaPerLitre, LabUnit.perMicrolitre, 30_000.0),
        (.neutrophils, 300, .perMicrolitre, .gigaPerLitre, 0.3),
        (.creatinine, 1.6, .milligramsPerDecilitre, .micromolesPerLitre, 141.44),
        (.haemoglobin, 8.5, .gramsPerDecilitre, .gramsPerLitre, 85),
        (.albumin, 35, .gramsPerLitre, .gramsPerDecilitre, 3.5),
        (.potassium, 4.1, .milliequivalentsPerLitre, .millimolesPerLitre, 4.1),
        (.calcium, 2.5, .millimolesPerLitre, .milliequivalentsPerLitre, 5),
        (.alanineAminotransferase, 60, .unitsPerLitre, .microkatalsPerLitre, 1),
    ])
    func `values convert to what the other unit says`(
        analyte: Analyte, value: Double, from: LabUnit, to: LabUnit, expected: Double
    ) {
        #expect(analyte.convert(value, from: from, to: to) == expected)
    }

    @Test func `a protocol's cut is brought to the unit reported`() {
        let cut = { Analyte.platelets.threshold(30, in: .gigaPerLitre, toUnitSpelled: $0) }
        #expect(cut("K/uL") == 30)
        #expect(cut("/mm3") == 30_000)
        #expect(cut("mmol/L") == nil)
    }

    @Test func `a value without a unit shows what it may mean`() {
        #expect(Analyte.platelets.plausibleReadings(of: 30) == [30])
        #expect(Analyte.platelets.plausibleReadings(of: 30_000) == [30])
        #expect(Analyte.haemoglobin.plausibleReadings(of: 7).map { $0.rounded() } == [70, 113])
        #expect(Analyte.potassium.isPlausible(4.2, in: .millimolesPerLitre))
        #expect(!Analyte.potassium.isPlausible(42, in: .millimolesPerLitre))
    }
}

@Suite struct LabComparisonTests {
    @Test(arguments: [
        (LabResult.Value.number(29.9), "10^9/L", LabComparison.holds), (.number(30), "10^9/L", .fails),
        (.number(29_999), "cells/uL", .holds), (.number(30_000), "cells/uL", .fails),
        (.below(30), "10^9/L", .holds), (.below(31), "10^9/L", .undecided(.valueCensored)),
        (.above(30), "10^9/L", .fails), (.above(29), "10^9/L", .undecided(.valueCensored)),
        (.number(30_000), "10^9/L", .undecided(.valueImplausible)), (.number(20), "", .undecided(.unitUnknown)),
        (.missing, "10^9/L", .undecided(.valueMissing)),
    ])
    func `platelets under 30 x10^9 per litre are found in any unit`(
        value: LabResult.Value, unit: String, expected: LabComparison
    ) {
        #expect(Analyte.platelets.compare(result("PLAT", value, unit), .below, 30, in: .gigaPerLitre) == expected)
    }

    @Test(arguments: [
        (Relation.atMost, 30.0, LabComparison.holds), (.atMost, 30.1, .fails), (.above, 30, .fails),
        (.above, 30.1, .holds), (.atLeast, 30, .holds), (.atLeast, 29.9, .fails),
    ])
    func `each relation includes its cut or not as it says`(
        relation: Relation, value: Double, expected: LabComparison
    ) {
        #expect(
            Analyte.platelets.compare(result("PLAT", .number(value), "G/L"), relation, 30, in: .gigaPerLitre)
                == expected)
    }

    @Test func `a result of another test is not compared`() {
        #expect(
            Analyte.platelets.compare(result("WBC", .number(3), "G/L"), .below, 30, in: .gigaPerLitre)
                == .undecided(.testUnknown))
    }
}
