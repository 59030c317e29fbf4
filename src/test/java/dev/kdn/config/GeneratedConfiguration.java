/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Valid configurations that have much in common, so that merging has something to decide.
final class GeneratedConfiguration {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Random random;

    GeneratedConfiguration(Random random) {
        this.random = random;
    }

    /// A configuration in the normal form that kdn writes.
    ObjectNode next() {
        ObjectNode configuration = NODES.objectNode();
        put(configuration, "environment", environment());
        put(configuration, "features", features());
        put(configuration, "mcp", mcp());
        put(configuration, "mounts", mounts());
        put(configuration, "network", network());
        ArrayNode ports = NODES.arrayNode();
        some("1", "80", "3000", "8080", "65535").forEach(port -> ports.add(Integer.parseInt(port)));
        put(configuration, "ports", ports);
        put(configuration, "secrets", texts(some("gh", "npm", "Gh")));
        List<String> skills = some("$HOME/a", "/a", "/b");
        if (random.nextInt(4) == 0) {
            skills.add("/a");
            skills.add("/a"); // the reference lets one be named twice
        }
        put(configuration, "skills", texts(skills));
        return configuration;
    }

    private ArrayNode environment() {
        ArrayNode variables = NODES.arrayNode();
        for (String name : some("A", "B", "a", "DEBUG", "_X")) {
            variables.addObject().put("name", name).put(random.nextBoolean() ? "value" : "secret", "v" + number());
        }
        return variables;
    }

    private ObjectNode features() {
        ObjectNode features = NODES.objectNode();
        for (String id : some("./lint", "ghcr.io/x/node:1", "ghcr.io/x/node:2")) {
            features.putObject(id).put("o" + number(), number());
        }
        return features;
    }

    private ObjectNode mcp() {
        ObjectNode mcp = NODES.objectNode();
        ArrayNode commands = NODES.arrayNode();
        ArrayNode servers = NODES.arrayNode();
        for (String name : some("x", "y", "z")) {
            if (random.nextBoolean()) {
                ObjectNode command = commands.addObject();
                put(command, "args", texts(some("-y", "-v")));
                command.put("command", "c" + number());
                put(command, "env", NODES.objectNode().put("K", "v" + number()));
                command.put("name", name);
            } else {
                servers.addObject().put("name", name).put("url", "http://" + number());
            }
        }
        put(mcp, "commands", commands);
        put(mcp, "servers", servers);
        return mcp;
    }

    private ArrayNode mounts() {
        ArrayNode mounts = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) { // the same one may come twice
            ObjectNode mount = mounts.addObject().put("host", random.nextBoolean() ? "/a" : "$HOME/b");
            if (random.nextBoolean()) {
                mount.put("ro", true);
            }
            mount.put("target", random.nextBoolean() ? "/t" : "$SOURCES/t");
        }
        return mounts;
    }

    private ObjectNode network() {
        ObjectNode network = NODES.objectNode();
        put(network, "hosts", texts(some("pypi.org", "npmjs.org", "a.test")));
        int mode = random.nextInt(3);
        if (mode > 0) {
            network.put("mode", mode == 1 ? "allow" : "deny");
        }
        return network;
    }

    /// Any of them, in any order.
    private List<String> some(String... all) {
        List<String> some = new ArrayList<>(List.of(all));
        Collections.shuffle(some, random);
        return new ArrayList<>(some.subList(0, random.nextInt(all.length + 1)));
    }

    private int number() {
        return random.nextInt(3);
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = NODES.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static void put(ObjectNode target, String name, JsonNode value) {
        if (!value.isEmpty()) {
            target.set(name, value);
        }
    }
}
