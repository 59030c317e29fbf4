/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramRequest.Input;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes of a wish what is recorded of it, and what a runtime is asked for.
final class Preparation {
    private final ActivityStore store;
    private final Activities.Collaborators with;

    Preparation(ActivityStore store, Activities.Collaborators with) {
        this.store = store;
        this.with = with;
    }

    /// The activity, on record from now on.
    ///
    /// @param attached whether kdn waits for it
    Activity record(Place place, ProgramWish wish, boolean attached) {
        String program = wish.argv().getFirst();
        int arguments = wish.argv().size() - 1;
        String base = program.substring(program.lastIndexOf('/') + 1);
        String summary =
                arguments == 0 ? base : base + " <" + arguments + (arguments == 1 ? " argument>" : " arguments>");
        return store.add(
                place.instance().id(),
                wish.name(),
                base,
                name -> new Activity(
                        ActivityId.random(),
                        name,
                        place.instance().id(),
                        summary,
                        wish.user(),
                        attached,
                        with.self().get(),
                        ActivityId.random(),
                        attached ? ActivityState.RUNNING : ActivityState.STARTING,
                        with.clock().instant(),
                        false,
                        Optional.empty()));
    }

    /// What the runtime is asked for.
    ///
    /// @param argv with what goes before the program
    ProgramRequest request(Place place, ProgramWish wish, Activity activity, List<String> argv) {
        Map<String, String> variables = new HashMap<>();
        variables.put(ProgramAccess.TOKEN, activity.token());
        variables.put("KDN_ACTIVITY", activity.id());
        variables.put("KDN_WORKSPACE", place.instance().name());
        String script = wish.environment().script();
        if (!script.isEmpty()) {
            variables.put(ActivityScripts.LAUNCH, script);
        }
        if (wish.input() == Input.TERMINAL) {
            for (String name : List.of("TERM", "COLORTERM", "LANG", "TZ")) {
                String value = with.environment().get(name);
                if (value != null) {
                    variables.put(name, value);
                }
            }
        }
        return new ProgramRequest(place.id(), argv, variables, wish.directory(), wish.user(), wish.input());
    }
}
