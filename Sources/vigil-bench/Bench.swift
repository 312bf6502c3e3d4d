// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Prints a line for each benchmark: name, figure, unit, reference, ratio.
@main
struct Bench {
    static func main() async throws {
        print("no benchmark yet")
    }
}
