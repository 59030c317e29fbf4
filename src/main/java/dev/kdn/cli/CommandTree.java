/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.cli.CommandNode.Section;
import java.util.ArrayList;
import java.util.List;

/// All commands of kdn, as names only.
public final class CommandTree {
    private static final List<String> NO_ALIAS = List.of();

    private CommandTree() {}

    /// The root, `kdn` itself.
    public static CommandGroup root() {
        List<CommandNode> commands = new ArrayList<>();
        commands.add(new CommandEntry(
                "init", NO_ALIAS, Section.MAIN, "Register a workspace and build its environment", "init"));
        List<CommandNode> workspaceCommands = workspaceCommands();
        commands.addAll(workspaceCommands);
        commands.add(
                new CommandGroup("workspace", NO_ALIAS, Section.WORKSPACE, "Work with workspaces", workspaceCommands));
        commands.add(new CommandGroup("secret", NO_ALIAS, Section.SECRET, "Work with secrets", secretCommands()));
        commands.add(new CommandGroup("runtime", NO_ALIAS, Section.RUNTIME, "Work with runtimes", runtimeCommands()));
        commands.add(new CommandGroup("image", NO_ALIAS, Section.IMAGE, "Work with images", imageCommands()));
        commands.add(new CommandGroup("agent", NO_ALIAS, Section.AGENT, "Work with agents", agentCommands()));
        commands.addAll(activityCommands());
        commands.add(new CommandEntry(
                "prune", NO_ALIAS, Section.MAIN, "Settle broken-off operations and remove what they left", "prune"));
        commands.add(new CommandGroup(
                "config", NO_ALIAS, Section.ADDITIONAL, "Work with the configuration", configCommands()));
        commands.add(
                new CommandGroup("service", NO_ALIAS, Section.ADDITIONAL, "Work with services", serviceCommands()));
        commands.add(additional("info", "Show what this kdn can use"));
        commands.add(additional("version", "Show the version of kdn"));
        commands.add(additional("help", "Help for any command"));
        commands.add(additional("completion", "Print the completion script for a shell"));
        commands.add(hidden("__complete"));
        commands.add(hidden("__completeNoDesc"));
        return new CommandGroup("kdn", NO_ALIAS, Section.MAIN, "Run AI coding agents in isolated workspaces", commands);
    }

    private static List<CommandNode> workspaceCommands() {
        return List.of(
                workspace("list", List.of("ls"), "List the workspaces"),
                workspace("show", NO_ALIAS, "Show everything kdn knows of a workspace"),
                workspace("start", NO_ALIAS, "Start workspaces"),
                workspace("stop", NO_ALIAS, "Stop workspaces"),
                workspace("recreate", NO_ALIAS, "Make workspaces anew, keeping their id, name and ports"),
                workspace("remove", List.of("rm"), "Remove workspaces"),
                workspace("reconcile", NO_ALIAS, "Find the workspaces whose sources have vanished"),
                workspace("terminal", NO_ALIAS, "Open a terminal or run a command in a workspace"),
                workspace("open", NO_ALIAS, "Open a port of a workspace in the browser"),
                workspace("dashboard", NO_ALIAS, "Open the dashboard of a workspace in the browser"));
    }

    private static List<CommandNode> activityCommands() {
        return List.of(
                activity("exec", "Run a command in a workspace"),
                activity("ps", "List what runs in workspaces"),
                activity("logs", "Print what a detached command has printed"),
                activity("wait", "Wait for the end of detached commands"),
                activity("kill", "End commands with everything that they started"),
                activity("ports", "Show where the ports of a workspace can be reached"),
                activity("cp", "Copy files into a workspace or out of it"),
                activity("stats", "Show what workspaces use of the machine"));
    }

    private static CommandEntry activity(String name, String summary) {
        return new CommandEntry(name, NO_ALIAS, Section.ACTIVITY, summary, name);
    }

    private static List<CommandNode> runtimeCommands() {
        return List.of(new CommandEntry(
                "list", List.of("ls"), Section.RUNTIME, "List the runtimes of this machine", "runtime list"));
    }

    private static List<CommandNode> secretCommands() {
        return List.of(
                secret("create", NO_ALIAS, "Store a secret"),
                secret("list", List.of("ls"), "List the secrets, without their values"),
                secret("remove", List.of("rm"), "Remove a secret and its value"));
    }

    private static List<CommandNode> serviceCommands() {
        return List.of(new CommandEntry(
                "list",
                List.of("ls"),
                Section.ADDITIONAL,
                "List the services that secrets can be for",
                "service list"));
    }

    private static CommandEntry secret(String name, List<String> aliases, String summary) {
        return new CommandEntry(name, aliases, Section.SECRET, summary, "secret " + name);
    }

    private static List<CommandNode> agentCommands() {
        return List.of(
                new CommandEntry(
                        "list", List.of("ls"), Section.AGENT, "List the agents that kdn can set up", "agent list"),
                new CommandEntry("show", NO_ALIAS, Section.AGENT, "Show what kdn knows of an agent", "agent show"));
    }

    private static List<CommandNode> imageCommands() {
        return List.of(
                image("list", List.of("ls"), "List the images that kdn built"),
                image("build", NO_ALIAS, "Build an image ahead of time"),
                image("prune", NO_ALIAS, "Remove the images that nothing uses"));
    }

    private static List<CommandNode> configCommands() {
        return List.of(
                config("show", "Show what all levels of the configuration say together"),
                config("validate", "Check all files of the configuration"),
                config("set", "Set a member of the configuration"),
                config("unset", "Take a member out of the configuration"),
                config("edit", "Edit the configuration in your editor"));
    }

    private static CommandEntry config(String name, String summary) {
        return new CommandEntry(name, NO_ALIAS, Section.ADDITIONAL, summary, "config " + name);
    }

    private static CommandEntry image(String name, List<String> aliases, String summary) {
        return new CommandEntry(name, aliases, Section.IMAGE, summary, "image " + name);
    }

    private static CommandEntry workspace(String name, List<String> aliases, String summary) {
        return new CommandEntry(name, aliases, Section.MAIN, summary, "workspace " + name);
    }

    private static CommandEntry additional(String name, String summary) {
        return new CommandEntry(name, NO_ALIAS, Section.ADDITIONAL, summary, name);
    }

    private static CommandEntry hidden(String name) {
        return new CommandEntry(name, NO_ALIAS, Section.HIDDEN, "", name);
    }
}
