/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.github.dockerjava.api.command.CreateContainerResponse;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.core.SSLConfig;
import com.github.dockerjava.core.command.CreateContainerCmdImpl;
import com.github.dockerjava.core.command.CreateNetworkCmdImpl;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What docker-java has to know beside its [WireHttpClient]: nothing. Its own configuration reads properties and files
/// at each start, and would take credentials from there. The version of the API stays open, so that the engine takes
/// its own.
///
/// @param mapper one for all calls, since it remembers how to read each answer
@SuppressWarnings("deprecation") // the interface names docker-java's old SSLConfig
record PlainConfig(ObjectMapper mapper) implements DockerClientConfig {
    static PlainConfig create() {
        return new PlainConfig(DockerClientConfig.getDefaultObjectMapper());
    }

    /// Finds out how to write what is sent to make a workspace, which the mapper remembers.
    void learnToMake() {
        for (Class<?> type :
                List.of(CreateContainerCmdImpl.class, HostConfig.class, Mount.class, CreateNetworkCmdImpl.class)) {
            ObjectWriter _ = mapper.writerFor(type);
        }
        ObjectReader _ = mapper.readerFor(CreateContainerResponse.class);
    }

    @Override
    public ObjectMapper getObjectMapper() {
        return mapper;
    }

    @Override
    public RemoteApiVersion getApiVersion() {
        return RemoteApiVersion.unknown();
    }

    @Override
    public URI getDockerHost() {
        return URI.create("unix:///"); // nobody asks
    }

    @Override
    public @Nullable String getRegistryUsername() {
        return null;
    }

    @Override
    public @Nullable String getRegistryPassword() {
        return null;
    }

    @Override
    public @Nullable String getRegistryEmail() {
        return null;
    }

    @Override
    public @Nullable String getRegistryUrl() {
        return null;
    }

    @Override
    public @Nullable AuthConfig effectiveAuthConfig(String imageName) {
        return null;
    }

    @Override
    public @Nullable AuthConfigurations getAuthConfigurations() {
        return null;
    }

    @Override
    public @Nullable SSLConfig getSSLConfig() {
        return null;
    }
}
