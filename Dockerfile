FROM node:22-bookworm-slim AS tools
# For native packages that have no prebuilt binary for this platform.
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./

FROM tools AS dependencies
RUN npm ci --omit=dev --no-audit --no-fund

FROM tools AS build
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json nest-cli.json ormconfig.ts ./
COPY scripts scripts
COPY src src
RUN npx nest build && node scripts/bundle.mjs

FROM node:22-bookworm-slim
ENV NODE_ENV=production \
  DATABASE_URL=sqlite:/data/portcullis.sqlite \
  JWT_KEYS_DIR=/data/keys
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
# The only place the server may write to; the image itself belongs to root.
RUN install -d -o node -g node -m 700 /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/health/live').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--use-largepages=silent", "dist/portcullis.cjs"]
