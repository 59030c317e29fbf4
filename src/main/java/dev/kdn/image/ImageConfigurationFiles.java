/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.image;

import dev.kdn.agent.Agent;
import dev.kdn.agent.Agents;
import dev.kdn.config.JsonFile;
import dev.kdn.config.JsonTree;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.NotFoundException;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.BoundedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/// The files `image.json` and `<agent>.json` of a runtime's configuration folder, which users edit. What is missing
/// has its default; the files themselves are written by [#writeDefaults()] only.
public final class ImageConfigurationFiles {
    private static final String IMAGE = "image";
    private static final int MAX_BYTES = 4 << 20;

    private final Path folder;
    private final Agents agents;
    private final Supplier<Optional<String>> base;

    /// @param folder need not exist for reading
    /// @param agents whose defaults are used
    /// @param base the user's default base image, for as long as `image.json` is as kdn wrote it
    public ImageConfigurationFiles(Path folder, Agents agents, Supplier<Optional<String>> base) {
        this.folder = folder;
        this.agents = agents;
        this.base = base;
    }

    public Path folder() {
        return folder;
    }

    public Path imageFile() {
        return file(IMAGE);
    }

    /// Writes the file of each built-in agent and `image.json` unless they are there. The folder must exist.
    public void writeDefaults() {
        write(IMAGE, ImageConfigurationJson.text(ImageConfiguration.DEFAULT));
        for (Agent agent : agents.all()) {
            write(agent.name(), ImageConfigurationJson.text(AgentImageConfiguration.of(agent.image())));
        }
    }

    /// What `image.json` says, or the default.
    ///
    /// @throws ConfigurationException naming the file, if it breaks a rule
    public ImageConfiguration image() {
        ImageConfiguration image =
                read(imageFile(), ImageConfigurationJson::image).orElse(ImageConfiguration.DEFAULT);
        return image.equals(ImageConfiguration.DEFAULT)
                ? base.get().map(ImageConfiguration::on).orElse(image)
                : image;
    }

    /// What `<agent>.json` says, or the built-in agent's default.
    ///
    /// @throws NotFoundException if there is neither a file nor a built-in agent of that name
    /// @throws ConfigurationException naming the file, if it breaks a rule
    public AgentImageConfiguration agent(String name) {
        if (!ImageText.isAgentName(name) || name.equals(IMAGE)) {
            throw new ConfigurationException(
                    "agent name must contain only alphanumeric characters or underscores: " + name);
        }
        Optional<AgentImageConfiguration> fromFile = read(file(name), ImageConfigurationJson::agent);
        return fromFile.or(() -> agents.find(name).map(agent -> AgentImageConfiguration.of(agent.image())))
                .orElseThrow(() -> new NotFoundException(
                        "agent not found: " + name,
                        "known agents: " + String.join(", ", agentNames()) + "; or describe it in " + file(name)));
    }

    /// What neither file's reader understands, one sentence each, for warnings.
    public List<String> unknownMembers(String agent) {
        List<String> sentences = new ArrayList<>();
        read(imageFile(), ImageConfigurationJson::unknownInImage).ifPresent(sentences::addAll);
        read(file(agent), ImageConfigurationJson::unknownInAgent).ifPresent(sentences::addAll);
        return sentences;
    }

    /// A check sum of `image.json` and the agent's file, by which a change is noticed; it protects from nothing. Cheap,
    /// since every start asks.
    public String digest(String agent) {
        CRC32 sum = new CRC32();
        for (Path file : List.of(imageFile(), file(agent))) {
            try {
                sum.update(BoundedFile.read(file, MAX_BYTES));
            } catch (NoSuchFileException none) {
                sum.update(0);
            } catch (IOException e) {
                throw AtomicFile.failure("cannot read " + file, e);
            }
        }
        Optional<String> chosen = base.get();
        if (chosen.isPresent() && image().base().equals(chosen.get())) {
            sum.update(chosen.get().getBytes(StandardCharsets.UTF_8));
        }
        return Long.toHexString(sum.getValue());
    }

    /// The built-in agents and those that have a file, sorted.
    public List<String> agentNames() {
        TreeSet<String> names = new TreeSet<>(agents.names());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                String fileName = String.valueOf(file.getFileName());
                names.add(fileName.substring(0, fileName.length() - ".json".length()));
            }
        } catch (NoSuchFileException none) {
            return List.copyOf(names);
        } catch (IOException e) {
            throw AtomicFile.failure("cannot list " + folder, e);
        }
        names.remove(IMAGE);
        return List.copyOf(names);
    }

    private Path file(String name) {
        return folder.resolve(name + ".json");
    }

    private void write(String name, String text) {
        Path file = file(name);
        if (Files.exists(file)) {
            return;
        }
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        } catch (IOException e) {
            throw AtomicFile.failure("cannot write " + file, e);
        }
    }

    private static <T> Optional<T> read(Path file, Function<JsonTree, T> reader) {
        try {
            return JsonFile.read(file).map(reader);
        } catch (ConfigurationException e) {
            String where = e.getMessage().contains(file.toString()) ? "" : " (" + file + ")";
            throw new ConfigurationException(
                    "invalid configuration: " + e.getMessage() + where, e.hint().orElse(null), e);
        }
    }
}
