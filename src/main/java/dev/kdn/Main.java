/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

/// Where the process starts and ends.
final class Main {
    private Main() {}

    static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        return args.length == 0 ? 0 : 2;
    }
}
