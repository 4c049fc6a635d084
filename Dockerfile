# The production image: compiled JavaScript, production dependencies only, an ordinary user.
# One image, three commands: server (default), workers, migrations (see compose.yaml).

FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund --ignore-scripts
COPY . .
RUN npm run build

# Without optional packages: the embedded PostgreSQL's binaries are for machines that have no server.
FROM node:22-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund --ignore-scripts && npm cache clean --force

FROM node:22-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/dist ./dist
RUN printf '#!/bin/sh\nexec node /app/dist/src/cli.js "$@"\n' > /usr/local/bin/tuiguan && chmod 755 /usr/local/bin/tuiguan
USER node
EXPOSE 3000
# Node itself is process 1 and closes gracefully on SIGTERM.
CMD ["node", "dist/src/server.js"]
