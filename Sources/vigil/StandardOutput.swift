// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Standard output that cannot be written, so that what was written is not everything.
struct OutputLost: Error, CustomStringConvertible {
    var reason: String

    var description: String { "standard output cannot be written, and is not complete: \(reason)" }
}

/// Writes a piece of text whole.
func writeToStandardOutput(_ text: UnsafeRawBufferPointer) throws(OutputLost) {
    var rest = text[...]
    while !rest.isEmpty {
        let count = write(STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw OutputLost(reason: String(cString: strerror(errno))) }
        rest = rest.dropFirst(count)
    }
}
