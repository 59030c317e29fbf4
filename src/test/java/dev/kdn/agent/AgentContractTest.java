/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AgentContractTest {
    @Test
    void isPassedByEveryBuiltInAgent() {
        Stream<String> tested = Stream.of(getClass().getDeclaredClasses())
                .filter(type -> Named.class.equals(type.getSuperclass()))
                .map(type -> type.getSimpleName().toLowerCase(Locale.ROOT));
        assertThat(tested).containsExactlyInAnyOrderElementsOf(Agents.builtIn().names());
    }

    @Nested
    class Claude extends Named {}

    @Nested
    class Codex extends Named {}

    @Nested
    class Cursor extends Named {}

    @Nested
    class Gemini extends Named {}

    @Nested
    class Goose extends Named {}

    @Nested
    class Openclaw extends Named {}

    @Nested
    class Opencode extends Named {}

    @Nested
    class Shell extends Named {}

    abstract static class Named implements AgentContract {
        @Override
        public Agent agent() {
            String name = getClass().getSimpleName().toLowerCase(Locale.ROOT);
            return Agents.builtIn().find(name).orElseThrow();
        }
    }
}
