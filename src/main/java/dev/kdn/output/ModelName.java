/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

/// The parts of a model as the user wrote it: `provider::model::baseURL`, the last two optional.
///
/// @param provider empty when not given
/// @param url empty when not given
record ModelName(String provider, String model, String url) {
    static ModelName parse(String text) {
        int first = text.indexOf("::");
        if (first < 0) {
            return new ModelName("", text, "");
        }
        String rest = text.substring(first + 2);
        int second = rest.indexOf("::");
        return second < 0
                ? new ModelName(text.substring(0, first), rest, "")
                : new ModelName(text.substring(0, first), rest.substring(0, second), rest.substring(second + 2));
    }
}
