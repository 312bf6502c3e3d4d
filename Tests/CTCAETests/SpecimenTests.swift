// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

@Suite struct SpecimenTests {
    private func reason(_ test: String, _ specimen: String, _ category: String = "") -> UngradableReason? {
        let row = result(test, .number(8), "mmol/L", specimen: specimen, category: category)
        guard case .failure(let reason) = Analyte.measured(row) else { return nil }
        return reason
    }

    @Test(arguments: [
        "", "BLOOD", "SERUM", "PLASMA", "SERUM OR PLASMA", "Serum", "serum/plasma", "WHOLE BLOOD", "PLASMA EDTA",
        "SERUM (SST)", "ARTERIAL BLOOD", "VENOUS", "CAPILLARY", "BLD", "血清", "血浆", "全血", "静脉血", "动脉血", "末梢血", "UNKNOWN",
        "N/A",
    ])
    func `blood in the words laboratories use is blood`(specimen: String) {
        #expect(reason("K", specimen) == nil)
    }

    @Test(arguments: [
        "URINE", "24 HR URINE", "尿液", "CSF", "CEREBROSPINAL FLUID", "脑脊液", "BONE MARROW", "BONE MARROW BLOOD", "骨髓",
        "CORD BLOOD",
        "脐带血", "RED BLOOD CELLS", "PLASMA CELLS", "DIALYSATE/PLASMA", "PLEURAL FLUID", "STOOL", "SALIVA",
    ])
    func `what is not blood, or is it by name only, is not graded as blood`(specimen: String) {
        #expect(reason("K", specimen) == .specimenNotGradable)
    }

    @Test(arguments: ["ARMCHAIR", "SPECIMEN 1", "管"])
    func `a specimen that no list knows is said to be unknown`(specimen: String) {
        #expect(reason("K", specimen) == .specimenUnknown)
    }

    @Test(arguments: [
        ("URINALYSIS", true), ("尿常规", true), ("CSF CHEMISTRY", true), ("BODY FLUID", true), ("粪便常规", true),
        ("CHEMISTRY", false),
        ("HEMATOLOGY", false), ("血常规", false), ("生化", false), ("", false),
    ])
    func `without a specimen the category speaks`(category: String, isRefused: Bool) {
        #expect(reason("K", "", category) == (isRefused ? .specimenNotGradable : nil))
    }

    @Test(arguments: [
        ("PH", "", UngradableReason.specimenNotGradable), ("PH", "ARTERIAL", nil), ("PH", "动脉血", nil),
        ("PO2", "BLOOD", .specimenNotGradable), ("PO2", "ARTERIAL BLOOD", nil),
        ("OXYSAT", "VENOUS BLOOD", .specimenNotGradable),
        ("OXYSAT", "", nil), ("CREATCLR", "URINE", nil), ("CREATCLR", "SERUM", nil),
        ("PROT", "SERUM", .specimenNotGradable),
        ("PROT", "尿液", nil), ("TEMP", "AXILLA", nil),
    ])
    func `some analytes need their specimen named`(test: String, specimen: String, expected: UngradableReason?) {
        #expect(reason(test, specimen) == expected)
    }

    @Test(arguments: [
        ("HIGH", Baseline.Range.high), ("high", .high), ("H", .high), ("H*", .high), ("HH", .high),
        ("ABNORMAL HIGH", .high), ("HIGH PANIC", .high), ("↑", .high), ("偏高", .high), ("LOW", .low), ("low", .low),
        ("L", .low), ("↓", .low), ("降低", .low), ("NORMAL", .normal), ("normal", .normal), ("正常", .normal),
        ("WNL", .normal),
        ("ABNORMAL", .unknown), ("", .unknown), ("?", .unknown),
    ])
    func `an indicator is read however it is written`(indicator: String, range: Baseline.Range) {
        #expect(Baseline.Range(indicator: indicator, value: nil, lower: nil, upper: nil) == range)
    }

    @Test func `a grade of 3 within the row's own limits is noted and asked about`() {
        let magnesium = result("MG", .number(2.3), "mmol/L", lower: 1.6, upper: 2.6)
        let grades = grade(magnesium, version: .v5_0, baseline: nil, atBaseline: .range)
        let high = grades.first { $0.term == .hypermagnesemia }
        #expect(high?.outcome == .plain(3))
        #expect(high?.notes == .withinOwnLimits)
        #expect(high?.defect?.reason == .implausibleValue)
    }

    @Test func `a number without a unit is no dipstick`() {
        let numbered = result("PROT", .number(3), "", specimen: "URINE")
        #expect(outcome(.proteinuria, numbered) == .ungradable(.unitUnknown))
        #expect(outcome(.proteinuria, result("PROT", .text("3+"), "", specimen: "URINE")) == .plain(2))
        #expect(outcome(.proteinuria, result("PROT", .text("++++"), "", specimen: "URINE")) == .plain(3))
    }
}
