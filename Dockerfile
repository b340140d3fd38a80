FROM node:22-bookworm-slim AS tools
# For native packages that have no prebuilt binary for this platform.
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
# Workspaces, which npm looks for; the image has nothing else of them.
COPY packages/verifier/package.json packages/verifier/
COPY packages/client/package.json packages/client/

FROM tools AS dependencies
RUN npm ci --omit=dev --no-audit --no-fund && rm -r node_modules/@portcullis

FROM tools AS build
RUN npm ci --include=dev --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json nest-cli.json ormconfig.ts ./
COPY scripts scripts
COPY src src
COPY pages pages
COPY packages/client/src packages/client/src
RUN npm run build

FROM node:22-bookworm-slim
ENV NODE_ENV=production \
  DATABASE_URL=sqlite:/data/portcullis.sqlite \
  JWT_KEYS_DIR=/data/keys
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
# `portcullis user …`, `key …`, `migrate …` and `health` are commands of the server's own file.
RUN ln -s /app/dist/portcullis.cjs /usr/local/bin/portcullis
# The only place the server may write to; the image itself belongs to root.
RUN install -d -o node -g node -m 700 /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["portcullis", "health", "--live"]
CMD ["node", "--use-largepages=silent", "dist/portcullis.cjs"]
